import path from 'node:path'
import type { SaleIndex } from '../adapters/sale-index.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { HistoryEntry, SalesAsk, SalesPage } from '../app/contract/sales.ts'
import type { StoredEntry } from '../app/payment/journal.ts'
import { fail, succeed } from '../app/result.ts'
import type { TillView } from '../app/till/view.ts'
import { zoneOf } from '../app/zone.ts'
import type { Station } from './station.ts'

/** What searching needs of the rest of main. */
export interface SearchingParts {
  readonly configuration: () => Configuration
  /** Null while the till cannot sell. */
  readonly station: () => Station | null
  readonly onTrouble: (text: string) => void
}

/** Finds the till's sales. It follows the journal when the till has time: no payment waits for anything here. */
export interface Searching {
  /** The till shows this: there may be news in the journal. */
  readonly follow: (view: TillView) => void
  readonly handlers: Pick<Handlers, 'searchSales' | 'readSale'>
  /** Lets go of the index, which belongs to the station that is open. */
  readonly close: () => void
}

const PAGE_LENGTH = 50

/** The till is at rest when nothing was shown for so long. */
const REST_MS = 3_000

/** Takes about as long as a frame, so that no key and no scan has to wait for it. */
const ENTRIES_IN_A_TURN = 100
const BETWEEN_TURNS_MS = 30

/** Whoever searches waits for so many entries: a day's, on an idle machine a tenth of a second. */
const ENTRIES_AT_A_SEARCH = 3_000

/** Nothing is opened before the till is at rest or somebody searches. */
export function createSearching({ configuration, station, onTrouble }: SearchingParts): Searching {
  let index: Promise<SaleIndex> | null = null
  let timer: NodeJS.Timeout | undefined

  function opened(at: Station): Promise<SaleIndex> {
    index ??= import('../adapters/sale-index.ts').then(({ openSaleIndex }) =>
      openSaleIndex(path.join(at.folder, 'sale-index.db'), at.journal),
    )
    return index
  }

  function catchUpLater(delayMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void catchUp(), delayMs)
  }

  async function catchUp(): Promise<void> {
    const at = station()
    if (at === null) return
    const current = at.till.view().current?.screen.kind
    if (current !== undefined && BUSY.has(current)) return catchUpLater(REST_MS)
    try {
      const left = (await opened(at)).catchUp(ENTRIES_IN_A_TURN)
      if (left > 0) catchUpLater(BETWEEN_TURNS_MS)
    } catch (error) {
      // It is tried again when somebody searches or the till has sold again.
      onTrouble(error instanceof Error ? error.message : 'unknown')
    }
  }

  return {
    follow: () => catchUpLater(REST_MS),
    handlers: {
      async searchSales(ask) {
        const at = station()
        if (at === null) return succeed({ sales: [], next: null, behind: 0 })
        const sales = await opened(at)
        const behind = sales.catchUp(ENTRIES_AT_A_SEARCH)
        if (behind > 0) catchUpLater(BETWEEN_TURNS_MS)
        return succeed(pageOf(at, configuration(), { ask, sales, behind }))
      },
      async readSale({ saleId }) {
        const at = station()
        const state = at?.sale(saleId) ?? null
        if (at === null || state === null) return fail({ kind: 'no-such-sale' })
        const sales = await opened(at)
        const behind = sales.catchUp(ENTRIES_AT_A_SEARCH)
        const place = behind > 0 ? null : sales.place(saleId)
        const range = { from: place?.firstSeq ?? 1, upTo: place?.lastSeq ?? at.journal.tip().seq }
        const entries = at.journal.entriesOf(saleId, range).map(historyEntry)
        return succeed({ sale: at.viewOf(state), entries })
      },
    },
    close() {
      clearTimeout(timer)
      void index?.then((open) => open.close()).catch(() => undefined)
      index = null
    },
  }
}

/** Screens on which the payer or WeChat is waited for. */
const BUSY: ReadonlySet<string> = new Set([
  'charging',
  'password',
  'unknown',
  'stopping',
  'returning',
])

function pageOf(
  at: Station,
  { timeZone }: Configuration,
  {
    ask,
    sales,
    behind,
  }: { readonly ask: SalesAsk; readonly sales: SaleIndex; readonly behind: number },
): SalesPage {
  const { day, ...rest } = ask
  const started = day === null ? null : zoneOf(timeZone).rangeOf(day)
  if (day !== null && started === null) return { sales: [], next: null, behind }
  const found = sales.search({ ...rest, started }, PAGE_LENGTH + 1)
  const page = found.slice(0, PAGE_LENGTH)
  const last = found.length > PAGE_LENGTH ? page.at(-1) : undefined
  return {
    sales: page.flatMap(({ lastSeq }) => {
      const entry = at.journal.entry(lastSeq)
      return entry === null ? [] : [at.viewOf(entry.state)]
    }),
    next: last === undefined ? null : { startedAtMs: last.startedAtMs, firstSeq: last.firstSeq },
    behind,
  }
}

const historyEntry = ({ seq, atMs, event, state }: StoredEntry): HistoryEntry => ({
  seq,
  atMs,
  event,
  state: state.kind,
  outTradeNo: 'attempt' in state ? state.attempt.outTradeNo : null,
})
