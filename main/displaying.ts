import type { BrowserWindow } from 'electron'
import { setTimeout } from 'node:timers/promises'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { DisplayConfiguration } from '../app/contract/display-configuration.ts'
import { displayLight, type DisplayLight } from '../app/display-light.ts'
import { customerScreenOf } from '../app/display/customer-view.ts'
import { succeed } from '../app/result.ts'
import type { TillView } from '../app/till/view.ts'
import type { CustomerDisplay, DisplayContent } from './customer-display.ts'

/** What the customer's display needs of the rest of main. */
export interface DisplayingParts {
  readonly configuration: () => Configuration
  /** Null while the till cannot sell. */
  readonly view: () => TillView | null
  readonly window: () => BrowserWindow | null
  readonly onLight: (light: DisplayLight) => void
  readonly onTrouble: (text: string) => void
}

/** The customer's display. It follows the till and never leads it: no payment waits for anything here. */
export interface Displaying {
  /** Uses the display that is set up now. */
  readonly open: () => Promise<void>
  /** The till shows this. */
  readonly follow: (view: TillView) => void
  readonly handlers: Pick<Handlers, 'listMonitors' | 'tryDisplay'>
  readonly close: () => void
}

/** How long a display that is tried out stays. */
const TRIED_MS = 12_000

/** Starts without a display, until `open`. Its code is loaded only where one is set up, or tried out. */
export function createDisplaying(parts: DisplayingParts): Displaying {
  const { configuration, window } = parts
  let display: CustomerDisplay | null = null
  let light: DisplayLight = displayLight('display-none')
  let trials = 0

  const content = (view = parts.view()): DisplayContent => ({
    screen: view === null ? { kind: 'closed' } : customerScreenOf(view),
    shop: configuration().shop,
    training: !isRealMoney(configuration()),
  })
  const shine = (now: DisplayLight): void => {
    light = now
    parts.onLight(now)
  }
  async function use(wanted: DisplayConfiguration): Promise<void> {
    const till = window()
    if (wanted.kind === 'none' || till === null || till.isDestroyed()) {
      display?.configure(null)
      return shine(displayLight('display-none'))
    }
    // Loaded before anything is asked: two calls at once must not open two displays.
    const { openCustomerDisplay } = await import('./customer-display.ts')
    if (till.isDestroyed()) return
    display ??= openCustomerDisplay({
      till,
      content: content(),
      onLight: shine,
      onTrouble: parts.onTrouble,
    })
    display.show(content())
    display.configure(wanted)
  }
  const open = (): Promise<void> => {
    trials += 1
    return use(configuration().customerDisplay)
  }

  return {
    open,
    follow: (view) => display?.show(content(view)),
    handlers: {
      async listMonitors() {
        const till = window()
        if (till === null) return succeed([])
        const { listMonitors } = await import('./customer-display.ts')
        return succeed(listMonitors(till))
      },
      async tryDisplay({ display: tried }) {
        await use(tried)
        const { detail } = light
        trials += 1
        const trial = trials
        void setTimeout(TRIED_MS).then(() => {
          if (trial === trials) void open()
        })
        return succeed({ detail })
      },
    },
    close() {
      trials += 1
      display?.close()
      display = null
    },
  }
}

const isRealMoney = ({ mode, wechat }: Configuration): boolean =>
  mode === 'merchant-backend' ||
  (mode === 'physical-store' && (wechat === undefined || wechat.sandbox === 'off'))
