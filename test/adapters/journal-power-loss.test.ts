import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal } from '../../adapters/sqlite-journal.ts'
import { beginSale, step } from '../../app/payment/flow.ts'
import type { JournalEntry } from '../../app/payment/journal.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { anAmount } from '../support/builders.ts'

const BOOKS = 'merchant 1'
const PAGE = 4096
const ENTRIES = 12

let folder: string
/** The files as a power cut leaves them while the till runs: nothing was closed in order. */
let database: Buffer
let log: Buffer
/** Size of the log after each entry: what was synced by then. */
const synced: number[] = []

function entry(number: number): JournalEntry {
  const saleId = `sale-${number}`
  const begun = beginSale({
    saleId,
    amount: anAmount(100 + number),
    description: 'Tea',
    note: '',
    startedAtMs: number,
  })
  const event = { type: 'code-scanned', outTradeNo: `ORDER${number}`, atMs: number } as const
  const { state } = step(DEFAULT_TIMING, begun, { ...event, paymentCode: '1' })
  return { saleId, atMs: number, event, state }
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'power-loss-'))
  const file = path.join(folder, 'journal.db')
  const opened = await openJournal(file, BOOKS)
  if (!opened.ok) throw new Error(opened.error.kind)
  for (let number = 1; number <= ENTRIES; number += 1) {
    await opened.value.append(entry(number))
    synced.push(readFileSync(`${file}-wal`).length)
  }
  database = readFileSync(file)
  log = readFileSync(`${file}-wal`)
  opened.value.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let opened = 0

/** What a till finds on this disk: the sales it holds, or why it refuses to sell. */
async function found(wal: Uint8Array, main: Uint8Array = database) {
  const own = path.join(folder, `at-${(opened += 1)}`)
  cpSync(path.join(folder, 'journal.db'), own)
  writeFileSync(own, main)
  writeFileSync(`${own}-wal`, wal)
  const journal = await openJournal(own, BOOKS)
  if (!journal.ok) return journal.error.kind
  try {
    return journal.value
      .saved(ENTRIES)
      .map(({ state }) => state.sale.saleId)
      .toReversed()
  } finally {
    journal.value.close()
  }
}

const firstOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `sale-${index + 1}`)

describe('the journal after the power went', () => {
  it('holds everything that was synced, wherever the log was cut after that', async () => {
    for (const [index, size] of synced.entries()) {
      // Exactly what was synced, and that with a torn piece of what came next.
      const next = synced[index + 1] ?? log.length
      for (const cut of [size, size + 1, size + 24, size + 1_000, next - 1]) {
        if (cut < size || cut > log.length || (cut >= next && cut !== size)) continue
        expect(await found(log.subarray(0, cut)), `cut at ${cut}`).toEqual(firstOf(index + 1))
      }
    }
  }, 60_000)

  it('never holds a torn record: rubbish behind the last sync is as good as nothing', async () => {
    const size = synced[4] ?? 0
    for (const rubbish of [0x00, 0xff, 0x5a]) {
      const torn = Buffer.concat([log.subarray(0, size), Buffer.alloc(5_000, rubbish)])
      expect(await found(torn)).toEqual(firstOf(5))
    }
  })
})

describe('the journal with a flipped byte', () => {
  it('is refused, or what it gives back is what was written', async () => {
    const file = path.join(folder, 'whole.db')
    const journal = await openJournal(file, BOOKS)
    if (!journal.ok) throw new Error(journal.error.kind)
    for (let number = 1; number <= ENTRIES; number += 1) await journal.value.append(entry(number))
    // Closed in order: all of it is in the one file.
    journal.value.close()
    const whole = readFileSync(file)
    const kinds = new Set<string>()
    for (let at = 100; at < whole.length; at += 997) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ 0x41
      const what = await found(new Uint8Array(), flipped)
      if (typeof what === 'string') kinds.add(what)
      const given = typeof what === 'string' ? [] : what
      expect(firstOf(ENTRIES), `byte ${at}`).toEqual(expect.arrayContaining([...given]))
    }
    expect([...kinds]).toEqual(['journal-damaged'])
  }, 60_000)

  it('is refused when it says of a sale that it is where no sale can be', async () => {
    const file = path.join(folder, 'places.db')
    const journal = await openJournal(file, BOOKS)
    if (!journal.ok) throw new Error(journal.error.kind)
    for (let number = 1; number <= ENTRIES; number += 1) await journal.value.append(entry(number))
    journal.value.close()
    const whole = readFileSync(file)
    // The first page has the schema, which says the word too.
    const places: number[] = []
    for (let at = whole.indexOf('counter', PAGE); at !== -1; at = whole.indexOf('counter', at + 1))
      places.push(at)
    expect(places.length).toBeGreaterThan(1)
    for (const at of places) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ 0x01
      expect(typeof (await found(new Uint8Array(), flipped)), `byte ${at}`).toBe('string')
    }
  })
})
