import type { CustomerScreen } from '../display/customer-view.ts'
import type { Language } from '../language.ts'

/** All that the customer's window is ever told: a whitelist, made field by field in main. */
export interface DisplayView {
  /** Counts up with every change. */
  readonly version: number
  readonly screen: CustomerScreen
  readonly shop: { readonly name: string; readonly branch: string }
  /** Not about real money: training, or one of WeChat's test systems. */
  readonly training: boolean
  readonly languages: readonly Language[]
  readonly theme: 'light' | 'dark'
  /** A QR code beside the idle screen, as SVG. */
  readonly link: { readonly svg: string; readonly caption: string } | null
  /** It fills a monitor that nobody points at. */
  readonly fills: boolean
}

/** What the preload script of the customer's window puts on `window.display`. It can ask for nothing else. */
export interface DisplayBridge {
  readonly view: () => Promise<DisplayView>
  /** This version is on the glass. A window that stops saying so is started again. */
  readonly shown: (version: number) => void
  readonly on: (listen: (view: DisplayView) => void) => void
}
