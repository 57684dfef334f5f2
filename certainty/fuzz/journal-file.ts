import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { openJournal } from '../../adapters/sqlite-journal.ts'
import { beginSale, step } from '../../app/payment/flow.ts'
import { forJournal, type JournalEvent, type Place } from '../../app/payment/journal.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { money } from '../../app/money.ts'
import { must, target } from './target.ts'

const BOOKS = 'fuzz'
const SALES = 9
const ALL = 99
const PLACES: readonly Place[] = ['counter', 'background', 'left']

/** A folder that is gone when the program is. */
function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-journal-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const opened = async (file: string) => {
  const journal = await openJournal(file, BOOKS)
  if (!journal.ok) throw new Error(journal.error.kind)
  return journal.value
}

/** What happens to a sale, and what it is then. Some are left open, which a start must not forget. */
function storyOf(number: number): readonly (readonly [JournalEvent, PaymentState])[] {
  const amount = money(100 + number, 'CNY')
  if (!amount.ok) throw new Error(amount.error.kind)
  const sale = {
    saleId: `sale-${number}`,
    amount: amount.value,
    note: `table ${number}`,
    description: 'fuzz',
    startedAtMs: number * 1_000,
  }
  const begun = beginSale(sale)
  const scanned = {
    type: 'code-scanned',
    outTradeNo: `${20_260_000 + number}`,
    paymentCode: '134567890123456789',
    atMs: number * 1_000,
  } as const
  const submitting = step(DEFAULT_TIMING, begun, scanned).state
  const stories: readonly (readonly [JournalEvent, PaymentState])[] = [
    [{ type: 'sale-started' }, begun],
    number % 2 === 0
      ? [forJournal(scanned), submitting]
      : [{ type: 'sale-abandoned' }, { kind: 'abandoned', sale }],
  ]
  return number % 4 === 3 ? stories.slice(0, 1) : stories
}

interface Sample {
  readonly folder: string
  readonly bytes: Uint8Array
  readonly tip: Uint8Array
  /** What is read of it while it is whole. */
  readonly meaning: string
}

/** The journal of a till with sales everywhere. */
async function sample(): Promise<Sample> {
  const folder = ownFolder()
  const file = path.join(folder, 'whole.db')
  const journal = await opened(file)
  for (let number = 0; number < SALES; number += 1) {
    const saleId = `sale-${number}`
    for (const [event, state] of storyOf(number))
      await journal.append({ saleId, atMs: number, event, state })
    await journal.move(saleId, PLACES[number % 3] ?? 'left')
  }
  const meaning = JSON.stringify(journal.saved(ALL))
  // Closed in order, all of it is in one file.
  journal.close()
  return { folder, bytes: readFileSync(file), tip: readFileSync(`${file}-tip`), meaning }
}

let made: Promise<Sample> | undefined

interface Edit {
  readonly at: number
  readonly bits: number
}

const edits = fc.array(
  fc.record({ at: fc.nat(1_000_000), bits: fc.integer({ min: 1, max: 255 }) }),
  { minLength: 1, maxLength: 3 },
)

/** Flipped anywhere, the journal is refused or means what it meant. */
async function outcome(flips: readonly Edit[]): Promise<string> {
  const { folder, bytes, tip, meaning } = await (made ??= sample())
  const file = path.join(folder, 'flipped.db')
  for (const end of ['', '-wal', '-shm', '-tip', '-wal-kept']) rmSync(file + end, { force: true })
  const flipped = Buffer.from(bytes)
  for (const { at, bits } of flips) {
    const byte = at % flipped.length
    flipped[byte] = (flipped[byte] ?? 0) ^ bits
  }
  writeFileSync(file, flipped)
  writeFileSync(`${file}-tip`, tip)
  const journal = await openJournal(file, BOOKS)
  if (!journal.ok) return journal.error.kind
  const read = JSON.stringify(journal.value.saved(ALL))
  journal.value.close()
  must(read === meaning, 'a journal that somebody changed is believed')
  return 'as before'
}

/** The journal's file, bytes of which were changed while nobody looked. */
export const journalFile = target('journal files', edits, outcome)
