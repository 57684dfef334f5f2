import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal } from '../../adapters/sqlite-journal.ts'
import { openRefunds } from '../../adapters/sqlite-refunds.ts'
import { openSqlite } from '../../adapters/sqlite.ts'
import {
  ALL,
  byChance,
  type Fate,
  type FileDeed,
  PowerlessDisk,
  readRecording,
  recordingEnvironment,
  SYNCED,
  tornAfter,
} from '../../scripts/crash/recording.ts'
import { buildShim } from '../../scripts/crash/shim.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { BOOKS, refundedIn, soldIn } from './power-entries.ts'

const KINDS = {
  payments: { file: 'till/journal.db', open: openJournal, entriesOf: soldIn },
  refunds: { file: 'till/refunds.db', open: openRefunds, entriesOf: refundedIn },
} as const
type Kind = keyof typeof KINDS

/** Between two promises the power goes after one deed in so many. */
const EVERY = 90
const MARKS = 'marks'

/** In memory where the machine has such a folder: nothing here has to outlive anything. */
const root = mkdtempSync(
  path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'power-loss-recorded-'),
)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const linux = process.platform === 'linux'
const shim = linux ? buildShim(root, 'record') : ''

/** What a till did to its disk, and the files as it left them. */
function recorded(kind: Kind, synchronous = 'full') {
  const folder = path.join(root, `${kind}-${synchronous}`)
  mkdirSync(folder)
  const log = `${folder}.log`
  const writer = path.join(import.meta.dirname, 'power-writer.ts')
  const ran = spawnSync(process.execPath, [writer, kind, folder, synchronous], {
    env: { ...process.env, ...recordingEnvironment(shim, { file: log, folder }) },
    encoding: 'utf8',
  })
  if (ran.signal !== 'SIGKILL') throw new Error(ran.stderr)
  return { deeds: readRecording(readFileSync(log)), folder }
}

const markIn = (deed: FileDeed): string =>
  deed.kind === 'write' && deed.name === MARKS ? deed.bytes.toString().trim() : ''

let places = 0

/** The files in a folder of their own. */
function put(files: ReadonlyMap<string, Buffer>): string {
  const folder = path.join(root, `at-${(places += 1)}`)
  mkdirSync(path.join(folder, 'till'), { recursive: true })
  for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes)
  return folder
}

/** The hashes of a journal's entries, each over all before it, read without the journal's own code. */
async function hashesIn(kind: Kind, files: ReadonlyMap<string, Buffer>) {
  const folder = put(files)
  const db = await openSqlite(path.join(folder, KINDS[kind].file))
  const rows = db.prepare('select hash from entry order by seq').all()
  db.close()
  rmSync(folder, { recursive: true })
  return (rows as { readonly hash: Uint8Array }[]).map(({ hash }) =>
    Buffer.from(hash).toString('hex'),
  )
}

/** How many entries a till finds on this disk, and the hash over them; or why it refuses the journal. */
async function found(kind: Kind, files: ReadonlyMap<string, Buffer>) {
  const folder = put(files)
  const journal = await KINDS[kind].open(path.join(folder, KINDS[kind].file), BOOKS)
  try {
    if (!journal.ok) return journal.error.kind
    const { seq, hash } = journal.value.tip()
    journal.value.close()
    return { seq, hash: Buffer.from(hash).toString('hex') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Cut {
  readonly after: number
  readonly fates: Readonly<Record<string, Fate>>
}

/** Where the power goes: after each promise; at all that is rare, such as a copy to the main file; and now and then between. */
function cutsIn(deeds: readonly FileDeed[]): readonly Cut[] {
  const random = seededRandom(7)
  const rare = ({ kind, name }: FileDeed): boolean =>
    kind !== 'write' && !(kind === 'sync' && name.endsWith('-wal'))
  const cuts: Cut[] = []
  for (const [after, deed] of deeds.entries()) {
    const chance = byChance(random)
    const next = deeds[after + 1]
    const torn = tornAfter(Math.floor(random() * 8))
    if (markIn(deed) === 'told')
      cuts.push({ after, fates: random() < 0.3 ? { synced: SYNCED, chance } : { synced: SYNCED } })
    else if (rare(deed) || (next !== undefined && rare(next)))
      cuts.push({ after, fates: { synced: SYNCED, all: ALL, chance, torn } })
    else if (after % EVERY === 0) cuts.push({ after, fates: { chance, torn } })
  }
  return cuts
}

/** The first cuts after which a till does not find what it was promised, or finds what nobody asked for. */
async function wrongIn(
  kind: Kind,
  deeds: readonly FileDeed[],
  hashes: readonly string[],
  { from = 0, max = 1 }: { readonly from?: number; readonly max?: number } = {},
): Promise<readonly string[]> {
  const disk = new PowerlessDisk()
  const said = { asked: 0, told: 0 }
  const wrong: string[] = []
  const cuts = cutsIn(deeds).filter(({ after }) => after >= from)
  let done = 0
  for (const { after, fates } of cuts) {
    for (; done <= after; done += 1) {
      const deed = deeds[done]
      if (deed === undefined) break
      const mark = markIn(deed)
      if (mark === 'asked' || mark === 'told') said[mark] += 1
      else if (deed.name !== MARKS) disk.do(deed)
    }
    for (const [name, fate] of Object.entries(fates)) {
      const what = await found(kind, disk.left(fate))
      const where = `after ${after}, ${name}, ${said.told} told:`
      if (typeof what === 'string') wrong.push(`${where} ${what}`)
      else if (what.seq < said.told) wrong.push(`${where} lost all after ${what.seq}`)
      else if (what.seq > said.asked) wrong.push(`${where} ${what.seq} entries`)
      else if (what.hash !== (hashes[what.seq - 1] ?? '')) wrong.push(`${where} other entries`)
      if (wrong.length >= max) return wrong
    }
  }
  return wrong
}

/** Durable entries are gone, and the till sells on without them or sees that it must not. */
const BROKEN: unknown = expect.stringMatching(/told: (?:lost|\S+-damaged$)/)

describe.runIf(linux).each(['payments', 'refunds'] as const)('the %s after a power cut', (kind) => {
  let deeds: readonly FileDeed[] = []
  let folder = ''
  let hashes: readonly string[] = []
  beforeAll(async () => {
    ;({ deeds, folder } = recorded(kind))
    const disk = new PowerlessDisk()
    for (const deed of deeds) disk.do(deed)
    hashes = await hashesIn(kind, disk.left(ALL))
  })

  it('were recorded whole, with what has to be cut in them', async () => {
    const disk = new PowerlessDisk()
    for (const deed of deeds) disk.do(deed)
    for (const [name, bytes] of disk.left(ALL)) {
      expect(bytes.equals(readFileSync(path.join(folder, name))), name).toBe(true)
    }
    const { file, open, entriesOf } = KINDS[kind]
    const journal = await open(path.join(folder, file), BOOKS)
    if (!journal.ok) throw new Error(journal.error.kind)
    const { entries, tip } = journal.value
    const { seq } = tip()
    expect(seq).toBe(deeds.filter((deed) => markIn(deed) === 'told').length)
    const range = { after: 0, fromSeq: 0, upTo: seq, toSeq: seq, max: seq }
    const written = Array.from({ length: seq }, (_, number) => entriesOf(number)).flat()
    expect(entries(range)).toEqual(
      written.slice(0, seq).map((entry, index) => ({ seq: index + 1, ...entry })),
    )
    journal.value.close()
    // Made, closed in order, and copied to the main file while the till ran, with promises before and after it.
    const copied = deeds.findLastIndex((deed) => deed.kind === 'sync' && deed.name === file)
    const told = (part: readonly FileDeed[]) => part.filter((deed) => markIn(deed) === 'told')
    const closed = deeds.findIndex(
      ({ kind: deed, name }) => deed === 'unlink' && name.endsWith('-wal'),
    )
    expect(told(deeds.slice(0, closed)).length).toBeGreaterThan(5)
    expect(told(deeds.slice(closed, copied)).length).toBeGreaterThan(5)
    expect(told(deeds.slice(copied)).length).toBeGreaterThan(3)
    expect(deeds.some(({ name }) => name === `${file}-tip`)).toBe(true)
  })

  it('hold every promised entry and no other, wherever the power goes', async () => {
    expect(await wrongIn(kind, deeds, hashes, { max: 5 })).toEqual([])
  }, 60_000)

  it.each([
    ['the log', /-wal$/],
    ['the main file', /\.db$/],
    ['the folder', /^till$/],
    ['the folder that it is in', /^$/],
  ])('would lose entries if %s was not synced', async (_, which) => {
    const fewer = deeds.filter(({ kind: deed, name }) => deed !== 'sync' || !which.test(name))
    expect(await wrongIn(kind, fewer, hashes)).toEqual([BROKEN])
  })

  it('would lose entries if only the copy to the main file was not synced', async () => {
    const { file } = KINDS[kind]
    const from = deeds.findLastIndex((deed) => deed.kind === 'sync' && deed.name === file)
    expect(await wrongIn(kind, deeds.toSpliced(from, 1), hashes, { from })).toEqual([BROKEN])
    expect(await wrongIn(kind, deeds, hashes, { from })).toEqual([])
  })

  it.each(['off', 'normal'])('would lose entries with synchronous = %s', async (synchronous) => {
    const less = recorded(kind, synchronous)
    expect(await wrongIn(kind, less.deeds, hashes)).toEqual([BROKEN])
  })
})
