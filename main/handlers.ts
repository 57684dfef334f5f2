import type { Handlers, Snapshot } from '../app/contract/contract.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Language } from '../app/language.ts'
import { money } from '../app/money.ts'
import { fail, succeed } from '../app/result.ts'
import type { Till } from '../app/till/till.ts'
import type { Setup } from '../app/contract/contract.ts'
import type { Displaying } from './displaying.ts'
import type { FirstRun } from './first-run.ts'
import type { People } from './people.ts'
import type { Reconciling } from './reconciling.ts'
import type { Refunding } from './refunding.ts'
import type { Printing } from './printing.ts'
import type { Scans } from './scans.ts'
import type { Searching } from './searching.ts'
import type { ShiftDesk } from './shift-desk.ts'

/** What the calls need from the rest of main. */
export interface HandlerParts {
  readonly people: People['handlers']
  readonly guide: FirstRun['handlers']
  readonly peopleKnown: People['known']
  readonly refunding: Refunding['handlers']
  readonly printing: Printing['handlers']
  readonly displaying: Displaying['handlers']
  readonly searching: Searching['handlers']
  readonly reconciling: Reconciling['handlers']
  readonly shifts: Pick<ShiftDesk, 'handlers' | 'maySell'>
  /** Null while the till cannot sell. */
  readonly till: () => Till | null
  readonly snapshot: () => Promise<Snapshot>
  readonly configuration: () => Configuration
  readonly painted: (saleId: string, version: number, paintedAtMs: number) => void
  /** A sale was started: a code will be scanned soon. */
  readonly expectSubmit: () => void
  readonly pageReady: () => void
  readonly keysInDoubt: () => void
  readonly setLanguage: (language: Language) => void
  readonly readSetup: () => Promise<Setup>
  readonly saveSetup: Handlers['saveSetup']
  readonly importSetup: Handlers['importSetup']
  readonly exportSetup: Handlers['exportSetup']
  readonly checkAccess: Handlers['checkAccess']
  readonly scanners: Scans['handlers']
  readonly training: Pick<Handlers, 'trainingScan' | 'openPhone'>
  readonly leave: () => void
  readonly leaveKiosk: Handlers['leaveKiosk']
}

const done = succeed(null)
const noSale = fail({ kind: 'no-such-sale' } as const)

/** Answers every call of the contract. What is asked was parsed before. */
export function createHandlers(parts: HandlerParts): Handlers {
  return {
    snapshot: async () => succeed(await parts.snapshot()),
    startSale: (ask) => startSale(parts, ask),
    async typeCode({ code }) {
      parts.till()?.scan(code)
      return done
    },
    pressStop: async ({ saleId }) => parts.till()?.stop(saleId) ?? noSale,
    pressAskAgain: async ({ saleId }) => parts.till()?.askAgain(saleId) ?? noSale,
    pressPark: async () => parts.till()?.park() ?? fail({ kind: 'nothing-to-park' }),
    pressNext: async (seen) => parts.till()?.next(seen) ?? done,
    acknowledge: async ({ saleId }) => parts.till()?.acknowledge(saleId) ?? noSale,
    async screenPainted({ saleId, version, paintedAtMs }) {
      parts.painted(saleId, version, paintedAtMs)
      return done
    },
    async pageReady() {
      parts.pageReady()
      return done
    },
    async keysInDoubt() {
      parts.keysInDoubt()
      return done
    },
    async setLanguage({ language }) {
      parts.setLanguage(language)
      return done
    },
    readSetup: async () => succeed(await parts.readSetup()),
    saveSetup: parts.saveSetup,
    importSetup: parts.importSetup,
    exportSetup: parts.exportSetup,
    checkAccess: parts.checkAccess,
    ...parts.scanners,
    ...parts.training,
    ...parts.people,
    ...parts.guide,
    ...parts.refunding,
    ...parts.printing,
    ...parts.displaying,
    ...parts.searching,
    ...parts.reconciling,
    ...parts.shifts.handlers,
    leaveKiosk: parts.leaveKiosk,
    async leave() {
      parts.leave()
      return done
    },
  }
}

const startSale = async (
  parts: HandlerParts,
  ask: Parameters<Handlers['startSale']>[0],
): ReturnType<Handlers['startSale']> => {
  const till = parts.till()
  if (till === null) return fail({ kind: 'not-set-up' })
  const { currency, limits } = parts.configuration()
  const amount = money(ask.amountMinor, currency)
  if (!amount.ok || ask.amountMinor > limits.maxMinor) return fail({ kind: 'amount-out-of-range' })
  if (ask.amountMinor > limits.askTwiceAboveMinor && !ask.largeAmountConfirmed) {
    return fail({ kind: 'large-amount' })
  }
  if (!(await parts.peopleKnown())) return fail({ kind: 'people-unheard' })
  if (!(await parts.shifts.maySell())) return fail({ kind: 'shift-closed' })
  parts.expectSubmit()
  return till.startSale(amount.value, ask.note.trim())
}
