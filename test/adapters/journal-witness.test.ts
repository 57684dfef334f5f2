import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../adapters/sqlite-journal.ts'
import { aSale } from '../support/builders.ts'

const ENTRIES = 6
/** Header of the write-ahead log, and of each of its frames (sqlite.org/fileformat2.html, section 4.1). */
const [LOG_HEADER, FRAME_HEADER, PAGE] = [32, 24, 4096]
const FILES = ['journal.db', 'journal.db-wal', 'journal.db-tip']

let folder: string
/** The files as a kill leaves them, after each entry. */
let left: readonly string[]

const entry = (n: number) => {
  const sale = aSale({ saleId: `sale-${n}` })
  return {
    saleId: sale.saleId,
    atMs: n,
    event: { type: 'sale-started' },
    state: { kind: 'awaiting-code', sale },
  } as const
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'witness-'))
  const journal = await openJournal(path.join(folder, 'journal.db'), 'shop')
  if (!journal.ok) throw new Error(journal.error.kind)
  const after: string[] = []
  for (let n = 1; n <= ENTRIES; n += 1) {
    await journal.value.append(entry(n))
    after.push(copy(folder, `after-${n}`))
  }
  left = after
  journal.value.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function copy(from: string, name: string): string {
  const to = mkdtempSync(path.join(folder, name))
  for (const file of FILES) copyFileSync(path.join(from, file), path.join(to, file))
  return to
}

const killed = (): string => copy(left.at(-1) ?? '', 'killed')
const log = (at: string): string => path.join(at, 'journal.db-wal')

function flip(file: string, offset: number): void {
  const bytes = readFileSync(file)
  bytes[offset] = (bytes[offset] ?? 0) ^ 0x10
  writeFileSync(file, bytes)
}

/** How many sales are there; or why the journal is refused. */
async function opens(at: string): Promise<number | string> {
  const journal = await openJournal(path.join(at, 'journal.db'), 'shop')
  if (!journal.ok) return journal.error.kind
  const { length } = journal.value.saved(100)
  journal.value.close()
  return length
}

describe('the witness of the journal', () => {
  it('lets a till sell after it was killed at any entry', async () => {
    const found = await Promise.all(left.map((at, n) => opens(copy(at, `plain-${n}`))))
    expect(found).toEqual(left.map((_, n) => n + 1))
  })

  it('notices a flipped byte anywhere in the write-ahead log: nothing durable is lost unnoticed', async () => {
    const frames = Math.floor(
      (readFileSync(log(killed())).length - LOG_HEADER) / (FRAME_HEADER + PAGE),
    )
    expect(frames).toBeGreaterThan(ENTRIES)
    for (let frame = 0; frame < frames; frame += 1) {
      const at = killed()
      flip(log(at), LOG_HEADER + frame * (FRAME_HEADER + PAGE) + FRAME_HEADER + 4_000)
      expect([frame, await opens(at)]).toEqual([frame, 'journal-damaged'])
      // SQLite has dropped what it could not read; the log as it was found is kept, and stays so.
      expect([frame, await opens(at)]).toEqual([frame, 'journal-damaged'])
      expect(readFileSync(`${log(at)}-kept`).length).toBe(
        readFileSync(log(left.at(-1) ?? '')).length,
      )
    }
  })

  it('notices a write-ahead log that is gone, and a journal that is another one', async () => {
    const without = killed()
    rmSync(log(without))
    expect(await opens(without)).toBe('journal-damaged')
    const older = copy(left[2] ?? '', 'older')
    copyFileSync(path.join(killed(), 'journal.db-tip'), path.join(older, 'journal.db-tip'))
    expect(await opens(older)).toBe('journal-damaged')
  })

  it('blocks nobody after a power cut: the last write may be torn, and the witness behind', async () => {
    // The last entry was being written: its frames are there in part, and nobody was told that it is durable.
    const at = killed()
    copyFileSync(
      path.join(left[ENTRIES - 2] ?? '', 'journal.db-tip'),
      path.join(at, 'journal.db-tip'),
    )
    const bytes = readFileSync(log(at))
    writeFileSync(log(at), bytes.subarray(0, bytes.length - PAGE / 2))
    expect(await opens(at)).toBe(ENTRIES - 1)
    const behind = killed()
    copyFileSync(path.join(left[0] ?? '', 'journal.db-tip'), path.join(behind, 'journal.db-tip'))
    expect(await opens(behind)).toBe(ENTRIES)
  })

  it('proves nothing when it is missing, torn or damaged itself', async () => {
    const missing = killed()
    rmSync(path.join(missing, 'journal.db-tip'))
    expect(await opens(missing)).toBe(ENTRIES)
    const tip = readFileSync(path.join(killed(), 'journal.db-tip'))
    for (const [n, torn] of [tip.subarray(0, 40), Buffer.alloc(tip.length), tip].entries()) {
      const at = killed()
      writeFileSync(path.join(at, 'journal.db-tip'), torn)
      if (n === 2) flip(path.join(at, 'journal.db-tip'), 14)
      expect(await opens(at)).toBe(ENTRIES)
    }
  })

  it('keeps no copy of a log that was whole', async () => {
    const at = killed()
    expect(await opens(at)).toBe(ENTRIES)
    expect(existsSync(`${log(at)}-kept`)).toBe(false)
  })
})
