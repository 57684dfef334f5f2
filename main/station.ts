import { createHmac, randomBytes } from 'node:crypto'
import type { BackendPeople } from '../adapters/backend/people.ts'
import type { JournalReading } from '../adapters/journal-reading.ts'
import type { OrderReading } from '../adapters/reconciliation/journal-orders.ts'
import type { TillRefunds } from '../adapters/reconciliation/till-books.ts'
import type { BackendRefunds } from '../adapters/backend/refund-gateway.ts'
import type { RefundReading, RefundsError, SqliteRefunds } from '../adapters/sqlite-refunds.ts'
import type { RefundJournal } from '../app/refund/journal.ts'
import { RefundDesk } from '../app/refund/refund-desk.ts'
import { refundTimingFor } from '../app/refund/timing.ts'
import { NO_REFUNDS, type RefundsView } from '../app/refund/view.ts'
import type { ShiftReading, SqliteJournal } from '../adapters/sqlite-journal.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import type { PaymentState, SaleCashier } from '../app/payment/state.ts'
import { type Result, succeed } from '../app/result.ts'
import { createTill, type Till } from '../app/till/till.ts'
import { saleViewOf } from '../app/till/screen.ts'
import type { SaleView, TillView } from '../app/till/view.ts'
import type { Access } from './access.ts'
import type { EmbeddedSimulator } from './embedded-simulator.ts'
import type { LightBoard } from './lights.ts'
import type { Log } from './log.ts'
import type { Secrets } from './secrets.ts'
import type { FoundSetup } from './setup-store.ts'
import { openBooks, openRefundBooks, openWay, type Way } from './way.ts'
import type { WechatBooks } from './wechat-books.ts'

/** A till that can sell, with all it is wired to. */
export interface Station {
  readonly till: Till
  readonly simulator: EmbeddedSimulator | null
  /** Null: its journal of refunds is no good. */
  readonly refunding: StationRefunds | null
  readonly refundsView: () => RefundsView
  /** The backend's operators; null without a backend. */
  readonly people: BackendPeople | null
  /** Where its journal lies, and whose books it is bound to. */
  readonly folder: string
  readonly books: string
  /** Where a sale of the journal stands, however old; null when there is no such sale. */
  readonly sale: (saleId: string) => PaymentState | null
  /** The number of its latest entry. */
  readonly seqOf: (saleId: string) => number | null
  /** The sale of a whole order number as the screens show it. */
  readonly saleOfOrder: (outTradeNo: string) => SaleView | null
  /** As the screens show a sale that stands so, whether or not the till still has it at hand. */
  readonly viewOf: (state: PaymentState) => SaleView
  /** What others may read of its journal. */
  readonly journal: JournalReading
  /** WeChat's bills; null where the backend has them. */
  readonly wechatBooks: WechatBooks | null
  /** The merchant's days as the backend has them; null without a backend. */
  readonly openBackendDesk: Access['openBackendDesk']
  /** What reconciliation reads of the journal. */
  readonly orders: OrderReading
  /** The refunds that this till made. */
  readonly refunds: TillRefunds
  /** What shifts count of its journal. */
  readonly counting: ShiftReading
  /** The same of its refunds; null: their journal is no good. */
  readonly refundBook: RefundReading | null
  /** A code will be scanned soon: have a connection ready. */
  readonly expectSubmit: () => void
  readonly close: () => void
}

/** The refunds of a station. */
export interface StationRefunds {
  readonly desk: RefundDesk
  readonly refund: RefundJournal['refund']
  /** Where a backend runs them. */
  readonly backend: BackendRefunds | null
}

/** What a station is made from. */
export interface StationParts {
  readonly dataDir: string
  readonly setup: FoundSetup
  readonly secrets: Secrets
  /** Hears every secret that is read, so that the log can hide it. */
  readonly onSecret: (secret: string) => void
  readonly log: Log
  readonly lights: LightBoard
  readonly onView: (view: TillView) => void
  readonly onRefunds: (view: RefundsView) => void
  /** Who takes the payments now; null where nobody signs in. */
  readonly cashier: () => SaleCashier | null
  /** Nobody is signed in, although somebody has to be: nothing is charged. */
  readonly isLocked: () => boolean
  /** With a backend: this till's key is changed now. */
  readonly changeKeyNow: boolean
}

/** Finished sales taken from the journal at start, to be shown as the latest. */
const FINISHED_SHOWN = 12

/** A till whose journal of refunds is no good shows none of them. */
const NONE_MADE: TillRefunds = { refundsIn: () => [], refundsOf: () => [] }

/** Half the life of an idle connection. */
const WARM_EVERY_MS = 7_000

/** Opens way to WeChat, journal and till. */
export async function openStation(parts: StationParts): Promise<Result<Station, StartFault>> {
  const opened = await openWay(parts)
  if (!opened.ok) return opened
  const journal = await openBooks(parts, opened.value)
  if (!journal.ok) {
    opened.value.access.close()
    opened.value.simulator?.close()
    return journal
  }
  const refunds = await openRefundBooks(parts, opened.value)
  return succeed(assemble(parts, { journal: journal.value, refunds }, opened.value))
}

interface Books {
  readonly journal: SqliteJournal
  readonly refunds: Result<SqliteRefunds, RefundsError>
}

const TROUBLE: { readonly [K in RefundsError['kind']]: RefundsView['trouble'] } = {
  'refunds-damaged': 'damaged',
  'refunds-of-others': 'of-others',
  'refunds-unusable': 'unusable',
}

function stationRefunds(
  { onRefunds }: StationParts,
  kept: Books['refunds'],
  { access, timing }: Pick<Way, 'access' | 'timing'>,
  { sale, saleOfOrder }: Pick<SqliteJournal, 'sale' | 'saleOfOrder'>,
): Pick<Station, 'refunding' | 'refunds' | 'refundsView'> {
  if (!kept.ok) {
    const view = { ...NO_REFUNDS, trouble: TROUBLE[kept.error.kind] }
    return { refunding: null, refunds: NONE_MADE, refundsView: () => view }
  }
  const desk = new RefundDesk({
    gateway: access.refunds,
    journal: kept.value,
    clock: systemClock,
    monotonicMs: () => performance.now(),
    random: systemRandom,
    timing: refundTimingFor(timing),
    sale,
    saleOfOrder,
    onView: onRefunds,
  })
  const refund = (outRefundNo: string) => kept.value.refund(outRefundNo)
  const refunding = { desk, refund, backend: access.backendRefunds }
  return { refunding, refunds: kept.value, refundsView: () => desk.view() }
}

function assemble(
  parts: StationParts,
  { journal, refunds: kept }: Books,
  { access, timing, simulator, folder, books }: Way,
): Station {
  const { configuration } = parts.setup
  // New in each run, and never stored: the marks cannot be turned back into codes.
  const fingerprintKey = randomBytes(32)
  const till = createTill({
    gateway: access.gateway,
    journal,
    clock: systemClock,
    random: systemRandom,
    timing,
    codePrefixes: configuration.codePrefixes,
    description: describe(configuration),
    fingerprint: (code) => createHmac('sha256', fingerprintKey).update(code).digest('base64'),
    saved: journal.saved(FINISHED_SHOWN),
    onView: parts.onView,
    cashier: parts.cashier,
    isLocked: parts.isLocked,
  })
  access.listen((outTradeNo) => till.hearNews(outTradeNo))
  const refunds = stationRefunds(parts, kept, { access, timing }, journal)
  // An idle connection is dropped after 15 s: while a code may come at any moment, a young one is kept at hand.
  const warm = setInterval(() => {
    const kind = till.view().current?.screen.kind
    if (kind === 'ready' || kind === 'not-charged' || kind === 'stopped') access.prepare()
  }, WARM_EVERY_MS)
  const viewOf = (state: PaymentState): SaleView =>
    saleViewOf(timing, state, { version: 0, restored: false })
  return {
    till,
    simulator,
    people: access.people,
    ...refunds,
    folder,
    books,
    sale: journal.sale,
    seqOf: journal.seqOf,
    saleOfOrder(outTradeNo) {
      const state = journal.saleOfOrder(outTradeNo)
      return state === null ? null : viewOf(state)
    },
    viewOf,
    journal,
    wechatBooks: access.wechatBooks,
    openBackendDesk: access.openBackendDesk,
    orders: journal,
    counting: journal,
    refundBook: kept.ok ? kept.value : null,
    expectSubmit: access.prepare,
    close() {
      clearInterval(warm)
      till.close()
      refunds.refunding?.desk.close()
      access.close()
      journal.close()
      if (kept.ok) kept.value.close()
      simulator?.close()
    },
  }
}

/** Shop and goods as the payer reads them; WeChat takes 127 characters. */
const describe = ({ shop, description }: Configuration): string =>
  [...`${shop.name}${shop.branch === '' ? '' : ` ${shop.branch}`}-${description}`]
    .slice(0, 127)
    .join('')
