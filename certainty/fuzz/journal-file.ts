import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openJournal } from '../../adapters/sqlite-journal.ts'
import { openRefunds } from '../../adapters/sqlite-refunds.ts'
import { beginSale, step } from '../../app/payment/flow.ts'
import { forJournal, type JournalEvent, type Place } from '../../app/payment/journal.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { beginRefund } from '../../app/refund/flow.ts'
import type { RefundState } from '../../app/refund/state.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import { money } from '../../app/money.ts'
import { flipped, flips } from './nearly.ts'
import { ownFolder } from './own-folder.ts'
import { must, target } from './target.ts'

const BOOKS = 'fuzz'
const SALES = 9
const ALL = 99
const PLACES: readonly Place[] = ['counter', 'background', 'left']

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

/** Writes into a new file what a till would, and reads a file as a till does: what it means, or why it is refused. */
interface Journal {
  readonly write: (file: string) => Promise<void>
  readonly read: (file: string) => Promise<Result<string, string>>
}

/** The journal of a till with sales everywhere. */
const payments: Journal = {
  async write(file) {
    const journal = await openJournal(file, BOOKS)
    if (!journal.ok) throw new Error(journal.error.kind)
    for (let number = 0; number < SALES; number += 1) {
      const saleId = `sale-${number}`
      for (const [event, state] of storyOf(number))
        await journal.value.append({ saleId, atMs: number, event, state })
      await journal.value.move(saleId, PLACES[number % 3] ?? 'left')
    }
    // Closed in order, all of it is in one file.
    journal.value.close()
  },
  async read(file) {
    const journal = await openJournal(file, BOOKS)
    if (!journal.ok) return fail(journal.error.kind)
    const meaning = JSON.stringify(journal.value.saved(ALL))
    journal.value.close()
    return succeed(meaning)
  },
}

const REFUNDS = 7

/** Refunds of several sales, every second one settled. */
const refunds: Journal = {
  async write(file) {
    const journal = await openRefunds(file, BOOKS)
    if (!journal.ok) throw new Error(journal.error.kind)
    for (let number = 0; number < REFUNDS; number += 1) {
      const amount = money(100 + number, 'CNY')
      if (!amount.ok) throw new Error(amount.error.kind)
      const outRefundNo = `R${number}`
      const facts = { saleId: `sale-${number % 3}`, askedBy: null, approvedBy: null }
      const { state } = beginRefund({
        outRefundNo,
        outTradeNo: `D${number % 3}`,
        total: amount.value,
        amount: amount.value,
        reason: 'fuzz',
        requestedAtMs: number * 1_000,
      })
      const requested = { type: 'refund-requested', facts } as const
      await journal.value.append({ outRefundNo, atMs: number, event: requested, state })
      if (number % 2 === 0) continue
      const refused: RefundState = {
        kind: 'refused',
        refund: state.refund,
        refusal: { kind: 'given-up' },
      }
      const event = { type: 'give-up-pressed' } as const
      await journal.value.append({ outRefundNo, atMs: number, event, state: refused })
    }
    journal.value.close()
  },
  async read(file) {
    const journal = await openRefunds(file, BOOKS)
    if (!journal.ok) return fail(journal.error.kind)
    const numbers = Array.from({ length: REFUNDS }, (_, number) => number)
    const meaning = JSON.stringify([
      journal.value.unsettled(),
      numbers.map((number) => journal.value.refund(`R${number}`)),
      numbers.map((number) => journal.value.ofSale(`sale-${number}`)),
      numbers.map((number) => journal.value.ofOrder(`D${number}`)),
    ])
    journal.value.close()
    return succeed(meaning)
  },
}

interface Sample {
  readonly folder: string
  readonly bytes: Uint8Array
  readonly tip: Uint8Array
  /** What is read of it while it is whole. */
  readonly meaning: string
}

async function sampleOf({ write, read }: Journal): Promise<Sample> {
  const folder = ownFolder('fuzz-journal-')
  const file = path.join(folder, 'whole.db')
  await write(file)
  const meaning = await read(file)
  if (!meaning.ok) throw new Error(meaning.error)
  return {
    folder,
    bytes: readFileSync(file),
    tip: readFileSync(`${file}-tip`),
    meaning: meaning.value,
  }
}

const edits = flips({ least: 1, most: 3 })

/** Flipped anywhere, a journal is refused or means what it meant. */
function flippedFile(name: string, journal: Journal, damaged: string) {
  let made: Promise<Sample> | undefined
  return target(name, {
    inputs: edits,
    reaches: ['as before', damaged],
    outcome: async (changes, reached) => {
      const { folder, bytes, tip, meaning } = await (made ??= sampleOf(journal))
      const file = path.join(folder, 'flipped.db')
      for (const end of ['', '-wal', '-shm', '-tip', '-wal-kept'])
        rmSync(file + end, { force: true })
      writeFileSync(file, flipped(bytes, changes))
      writeFileSync(`${file}-tip`, tip)
      const read = await journal.read(file)
      const became = read.ok ? 'as before' : read.error
      must(!read.ok || read.value === meaning, 'a journal that somebody changed is believed')
      reached(became)
      return became
    },
  })
}

/** The payments' file, bytes of which were changed while nobody looked. */
export const journalFile = flippedFile('journal files', payments, 'journal-damaged')

/** The same of the refunds' file. */
export const refundsFile = flippedFile('refund files', refunds, 'refunds-damaged')
