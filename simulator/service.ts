/** The simulated WeChat Pay without its doors: what `serve` works on. Simulations drive it inside their own process. */
import type { Clock } from '../app/ports.ts'
import { watchRefund } from './api/refund.ts'
import type { Service } from './api/serve.ts'
import { type Books, createBooks } from './books.ts'
import { watchDeadline, watchReaction } from './dialog.ts'
import { createFaults } from './faults/faults.ts'
import { createPayer, FIRST_PAYER } from './payers.ts'
import { createRandom } from './random.ts'
import { changeSettings, DEFAULT_SETTINGS, type SettingsChange } from './settings.ts'
import { DEFAULT_MERCHANT, type Merchant, type World } from './world.ts'

export interface ServiceOptions {
  readonly clock: Clock
  readonly seed: string
  /** Books of an earlier run, or new ones. */
  readonly books?: Books
  readonly settings?: SettingsChange | undefined
  readonly merchant?: Partial<Merchant> | undefined
  readonly faultRate?: number | undefined
}

/** Makes the real WeChat Pay and its two sandboxes, which share time and faults but no books. */
export function createService({
  clock,
  seed,
  books = createBooks({ clock }),
  settings,
  merchant,
  faultRate = 0,
}: ServiceOptions): Service {
  const world = (label: string, own: Books, codesAreChecked: boolean): World => ({
    merchant: { ...DEFAULT_MERCHANT, ...merchant },
    books: own,
    clock,
    // A restart goes on with other numbers than those that are in the books already.
    random: createRandom(`${seed} ${label} ${own.size()}`),
    settings: changeSettings(DEFAULT_SETTINGS, {
      ...settings,
      // The sandboxes have no tomorrow.
      ...(codesAreChecked ? {} : { billToday: true }),
    }),
    shownCodes: new Map(),
    codesAreChecked,
  })
  const faults = createFaults(seed)
  faults.setRandom({ rate: faultRate })
  const real = world('real', books, true)
  resume(real)
  return {
    worlds: {
      real,
      sandboxnew: world('sandboxnew', createBooks({ clock }), false),
      xdc: world('xdc', createBooks({ clock }), false),
    },
    faults,
    billEdits: [],
  }
}

/** Takes up what an earlier run left: open orders and refunds under way. */
function resume(world: World): void {
  const { orders, refunds, payers } = world.books
  if (!payers.has(FIRST_PAYER.id)) createPayer(world, FIRST_PAYER)
  for (const order of orders.values()) {
    if (order.state !== 'NOTPAY' && order.state !== 'USERPAYING') continue
    watchDeadline(world, order)
    watchReaction(world, order)
  }
  for (const refund of refunds.values())
    if (refund.status === 'PROCESSING') watchRefund(world, refund)
}
