import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { openVirtualDisplay } from '../../scripts/virtual-display.ts'
import { openShop, type Shop } from './shop.ts'

/**
 * A keyboard scanner as the X server sees one: xdotool presses physical keys by their numbers (XTEST), on a display of
 * a test's own, because keys go to whatever window has the focus.
 */
export const run = promisify(execFile)

/** X's numbers of keys on every PC keyboard. */
const ROW = [19, 10, 11, 12, 13, 14, 15, 16, 17, 18]
const PAD = [90, 87, 88, 89, 83, 84, 85, 79, 80, 81]
export const ENTER = 36
export const CAPS_LOCK = 66
export const NUM_LOCK = 77
export const BACKQUOTE = 49

/** Ways of pressing a digit. */
export const KEYS = {
  row: (digit: number) => String(ROW[digit]),
  /** A scanner that was set to a French layout, where digits take Shift. */
  shifted: (digit: number) => `shift+${ROW[digit]}`,
  /** The number pad; NumLock is off on a new display, so its keys move the cursor. */
  pad: (digit: number) => String(PAD[digit]),
} as const

/** Presses keys one after the other, by their numbers or X's names. */
export const press = (delayMs: number, keys: readonly string[]): Promise<unknown> =>
  run('xdotool', ['key', '--delay', String(delayMs), ...keys])

/** The keys of a scan of digits. */
export const scanKeys = (code: string): readonly string[] => [
  ...[...code].map((digit) => KEYS.row(Number(digit))),
  String(ENTER),
]

/** What of the till's surroundings a test chooses. */
export interface OwnDisplayOptions {
  /** More of the till's environment, made for the display. */
  readonly environment?: (
    display: Readonly<Record<string, string>>,
  ) => Promise<Readonly<Record<string, string>>>
  /** The scanner's prefix. */
  readonly prefix?: string
  readonly words?: readonly string[]
}

/** Opens a shop with a keyboard scanner on a display of its own. */
export async function onOwnDisplay(
  use: (shop: Shop) => Promise<void>,
  { environment, prefix = '', words = [] }: OwnDisplayOptions = {},
): Promise<void> {
  const display = await openVirtualDisplay()
  const before = { ...process.env }
  const more = (await environment?.(display.env)) ?? {}
  Object.assign(process.env, display.env, more)
  const options = { configuration: { scanner: { kind: 'keyboard', prefix } }, simulator: [], words }
  const { shop, close } = await openShop(options)
  try {
    await shop.open()
    await run('xdotool', ['mousemove', '400', '120'])
    await use(shop)
  } finally {
    await close()
    process.env = before
    await display.stop()
  }
}
