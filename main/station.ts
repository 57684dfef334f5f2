import { createHmac, randomBytes } from 'node:crypto'
import type { BackendPeople } from '../adapters/backend/people.ts'
import type { JournalReading } from '../adapters/journal-reading.ts'
import type { OrderReading } from '../adapters/reconciliation/journal-orders.ts'
import type { TillRefunds } from '../adapters/reconciliation/till-books.ts'
import type { SqliteJournal } from '../adapters/sqlite-journal.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import type { PaymentState, SaleCashier } from '../app/payment/state.ts'
import { type Result, succeed } from '../app/result.ts'
import { createTill, type Till } from '../app/till/till.ts'
import { saleViewOf } from '../app/till/screen.ts'
import type { SaleView, TillView } from '../app/till/view.ts'
import type { EmbeddedSimulator } from './embedded-simulator.ts'
import type { LightBoard } from './lights.ts'
import type { Log } from './log.ts'
import type { Secrets } from './secrets.ts'
import type { FoundSetup } from './setup-store.ts'
import { openBooks, openWay, type Way } from './way.ts'
import type { WechatBooks } from './wechat-books.ts'

/** A till that can sell, with all it is wired to. */
export interface Station {
  readonly till: Till
  readonly simulator: EmbeddedSimulator | null
  /** The backend's operators; null without a backend. */
  readonly people: BackendPeople | null
  /** Where its journal lies. */
  readonly folder: string
  /** Where a sale of the journal stands, however old; null when there is no such sale. */
  readonly sale: (saleId: string) => PaymentState | null
  /** The sale of a whole order number as the screens show it. */
  readonly saleOfOrder: (outTradeNo: string) => SaleView | null
  /** As the screens show a sale that stands so, whether or not the till still has it at hand. */
  readonly viewOf: (state: PaymentState) => SaleView
  /** What others may read of its journal. */
  readonly journal: JournalReading
  /** WeChat's bills; null where the backend has them. */
  readonly wechatBooks: WechatBooks | null
  /** What reconciliation reads of the journal. */
  readonly orders: OrderReading
  /** The refunds that this till made. */
  readonly refunds: TillRefunds
  /** Counts a shift that ends with the journal, by SQL. */
  readonly sums: SqliteJournal['sums']
  /** Attempts that are undecided now. */
  readonly unresolved: SqliteJournal['unresolved']
  /** A code will be scanned soon: have a connection ready. */
  readonly expectSubmit: () => void
  readonly close: () => void
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
  /** Who takes the payments now; null where nobody signs in. */
  readonly cashier: () => SaleCashier | null
  /** Nobody is signed in, although somebody has to be: nothing is charged. */
  readonly isLocked: () => boolean
  /** With a backend: this till's key is changed now. */
  readonly changeKeyNow: boolean
}

/** Finished sales taken from the journal at start, to be shown as the latest. */
const FINISHED_SHOWN = 12

/** A till that gives no money back has no refunds of its own. */
const NO_REFUNDS: TillRefunds = { refundsIn: () => [], refundsOf: () => [] }

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
  return succeed(assemble(parts, journal.value, opened.value))
}

function assemble(
  parts: StationParts,
  journal: SqliteJournal,
  { access, timing, simulator, folder }: Way,
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
    folder,
    sale: journal.sale,
    saleOfOrder(outTradeNo) {
      const state = journal.saleOfOrder(outTradeNo)
      return state === null ? null : viewOf(state)
    },
    viewOf,
    journal,
    wechatBooks: access.wechatBooks,
    orders: journal,
    refunds: NO_REFUNDS,
    sums: journal.sums,
    unresolved: journal.unresolved,
    expectSubmit: access.prepare,
    close() {
      clearInterval(warm)
      till.close()
      access.close()
      journal.close()
      simulator?.close()
    },
  }
}

/** Shop and goods as the payer reads them; WeChat takes 127 characters. */
const describe = ({ shop, description }: Configuration): string =>
  [...`${shop.name}${shop.branch === '' ? '' : ` ${shop.branch}`}-${description}`]
    .slice(0, 127)
    .join('')
