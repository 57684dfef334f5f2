import { type BrowserWindow, powerSaveBlocker, screen } from 'electron'
import type { MonitorInfo } from '../app/contract/contract.ts'
import type { DisplayConfiguration } from '../app/contract/display-configuration.ts'
import type { DisplayView } from '../app/contract/display.ts'
import { displayLight, type DisplayLight } from '../app/display-light.ts'
import { type Area, placeDisplay } from '../app/display/place-display.ts'
import { type DisplayWindow, openDisplayWindow } from './display-window.ts'

/** Any customer display that is set up. */
type Shown = Exclude<DisplayConfiguration, { readonly kind: 'none' }>

/** What is shown, apart from how it is set up. */
export type DisplayContent = Pick<DisplayView, 'screen' | 'shop' | 'training'>

/** The customer's display: on its monitor while that is there, and fed what the payer may read. */
export interface CustomerDisplay {
  /** Shows it as it is set up; null for none. */
  readonly configure: (configuration: Shown | null) => void
  readonly show: (content: DisplayContent) => void
  readonly close: () => void
}

export interface CustomerDisplayParts {
  readonly till: BrowserWindow
  readonly content: DisplayContent
  readonly onLight: (light: DisplayLight) => void
  readonly onTrouble: (text: string) => void
}

/** A window that was moved stays where it is: what follows waits for the last of the moves. */
const MOVED_MS = 300

/** The size of a window that nobody has moved yet. */
const WINDOW_SIZE = { width: 800, height: 480 }

export const openCustomerDisplay = (parts: CustomerDisplayParts): CustomerDisplay =>
  new FollowingDisplay(parts)

/** The monitors that are connected. */
export function listMonitors(till: BrowserWindow): readonly MonitorInfo[] {
  const tillAt = screen.getDisplayMatching(till.getBounds()).id
  const primaryId = screen.getPrimaryDisplay().id
  return screen.getAllDisplays().map(({ id, bounds, label }) => ({
    id: String(id),
    bounds: areaOf(bounds),
    name: label,
    primary: id === primaryId,
    hasTill: id === tillAt,
  }))
}

const areaOf = ({ x, y, width, height }: Area): Area => ({ x, y, width, height })

const sameArea = (one: Area, other: Area): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height

class FollowingDisplay implements CustomerDisplay {
  readonly #parts: CustomerDisplayParts
  #configuration: Shown | null = null
  #content: DisplayContent
  #link: DisplayView['link'] = null
  #version = 0
  #window: DisplayWindow | null = null
  #dead = false
  #moved: NodeJS.Timeout | null = null
  #awake: number | null = null

  constructor(parts: CustomerDisplayParts) {
    this.#parts = parts
    this.#content = parts.content
    screen.on('display-added', this.#place)
    screen.on('display-removed', this.#place)
    screen.on('display-metrics-changed', this.#place)
    parts.till.on('move', this.#tillMoved)
  }

  configure(configuration: Shown | null): void {
    // A window is made for its kind; everything else changes in place.
    if (configuration?.kind !== this.#configuration?.kind) this.#shut()
    this.#configuration = configuration
    this.#link = null
    if (configuration?.link !== undefined) void this.#draw(configuration, configuration.link)
    this.#dead = false
    this.#place()
    this.#tell()
  }

  /** Codes are drawn by a large library: it is read where there is one to draw, and after everything else. */
  async #draw(configuration: Shown, link: NonNullable<Shown['link']>): Promise<void> {
    const { drawLink } = await import('./draw-link.ts')
    if (this.#configuration !== configuration) return
    this.#link = drawLink(link)
    this.#tell()
  }

  show(content: DisplayContent): void {
    // What a payer sees changes seldom; what the till shows, with each query.
    if (JSON.stringify(content) === JSON.stringify(this.#content)) return
    this.#content = content
    this.#tell()
  }

  close(): void {
    screen.off('display-added', this.#place)
    screen.off('display-removed', this.#place)
    screen.off('display-metrics-changed', this.#place)
    this.#parts.till.off('move', this.#tillMoved)
    if (this.#moved !== null) clearTimeout(this.#moved)
    this.#shut()
  }

  #tell(): void {
    this.#version += 1
    this.#window?.tell(this.#view())
  }

  #view(): DisplayView {
    const { screen: shown, shop, training } = this.#content
    return {
      version: this.#version,
      screen: shown,
      shop: { name: shop.name, branch: shop.branch },
      training,
      languages: this.#configuration?.languages ?? [],
      theme: this.#configuration?.theme ?? 'light',
      link: this.#link,
      fills: this.#configuration?.kind === 'monitor',
    }
  }

  readonly #tillMoved = (): void => {
    if (this.#moved !== null) clearTimeout(this.#moved)
    this.#moved = setTimeout(this.#place, MOVED_MS)
  }

  /** Puts the window where it belongs now, or closes it; called whenever a monitor comes, goes or changes. */
  readonly #place = (): void => {
    const configuration = this.#configuration
    if (configuration === null || this.#dead || this.#parts.till.isDestroyed()) return
    if (configuration.kind === 'window') return this.#open(null)
    const { monitor = null } = configuration
    const placed = placeDisplay(monitor, listMonitors(this.#parts.till))
    if (placed.kind === 'on') return this.#open(placed.monitor.bounds)
    this.#shut()
    this.#light(placed.kind === 'absent' ? 'display-unplugged' : 'display-till-there')
  }

  /** `area` is the monitor to fill; null for an ordinary window. */
  #open(area: Area | null): void {
    const now = this.#window?.area() ?? null
    if (this.#window !== null && now !== null) {
      if (area !== null && !sameArea(now, area)) this.#window.move(area)
      return this.#light('display-shown')
    }
    const { till, onTrouble } = this.#parts
    this.#window = openDisplayWindow({
      area: area ?? cornerOf(till),
      fills: area !== null,
      till,
      view: () => this.#view(),
      onTrouble,
      onDead: () => {
        this.#dead = true
        this.#shut()
        this.#light('display-crashed')
      },
    })
    // A customer's screen that sleeps looks like a till that is closed.
    this.#awake ??= powerSaveBlocker.start('prevent-display-sleep')
    this.#light('display-shown')
  }

  #shut(): void {
    this.#window?.close()
    this.#window = null
    if (this.#awake !== null) powerSaveBlocker.stop(this.#awake)
    this.#awake = null
  }

  #light(detail: DisplayLight['detail']): void {
    this.#parts.onLight(displayLight(detail))
  }
}

/** The lower right corner of the till's monitor. */
function cornerOf(till: BrowserWindow): Area {
  const { x, y, width, height } = screen.getDisplayMatching(till.getBounds()).workArea
  const size = {
    width: Math.min(WINDOW_SIZE.width, width),
    height: Math.min(WINDOW_SIZE.height, height),
  }
  return { x: x + width - size.width, y: y + height - size.height, ...size }
}
