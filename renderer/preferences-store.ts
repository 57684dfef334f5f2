import { create } from 'zustand'

/** What this counter likes. Kept in the window's own storage: it is nobody else's business. */
interface Preferences {
  /** 0 is silent, 1 is loudest. */
  readonly volume: number
  /** Paid amounts are spoken, where the system has a voice. */
  readonly spoken: boolean
  /** In percent of how the window was designed. */
  readonly textSize: TextSize
}

/** How large everything can be drawn. At 200 % everything is still there: what stood side by side stands one below the other. */
export const TEXT_SIZES = [100, 125, 150, 200] as const

export type TextSize = (typeof TEXT_SIZES)[number]

const KEY = 'till-volume'
const SPOKEN_KEY = 'till-spoken'
const TEXT_SIZE_KEY = 'till-text-size'

const DEFAULT_VOLUME = 0.6

function storedVolume(): number {
  const stored = Number(localStorage.getItem(KEY) ?? DEFAULT_VOLUME)
  return stored >= 0 && stored <= 1 ? stored : DEFAULT_VOLUME
}

function chosenTextSize(): TextSize | null {
  const stored = Number(localStorage.getItem(TEXT_SIZE_KEY))
  return TEXT_SIZES.find((size) => size === stored) ?? null
}

/** What is left of a window when all is enlarged, in CSS pixels: enough that nothing has to move below something else. */
const ROOMY = { width: 1600, height: 900 }

/** On a screen of 3840 × 2160 that the system does not enlarge, nobody could read what is 16 pixels high. */
const fittingTextSize = (width: number, height: number): TextSize =>
  TEXT_SIZES.findLast(
    (size) => (width * 100) / size >= ROOMY.width && (height * 100) / size >= ROOMY.height,
  ) ?? 100

export const usePreferences = create<Preferences>(() => ({
  volume: storedVolume(),
  spoken: localStorage.getItem(SPOKEN_KEY) === 'yes',
  textSize: chosenTextSize() ?? fittingTextSize(window.outerWidth, window.outerHeight),
}))

/** Draws everything as large as it was chosen to be. */
export const applyTextSize = (): void =>
  window.till.enlarge(usePreferences.getState().textSize / 100)

/** As long as nobody has chosen a size, a window that is made larger is drawn larger. */
export function fitTextSize(): void {
  const drawn = usePreferences.getState().textSize
  // What is around the page is told later than this; a page that is enlarged measures itself in larger pixels.
  const enlarged = drawn / 100
  const textSize = fittingTextSize(window.innerWidth * enlarged, window.innerHeight * enlarged)
  if (chosenTextSize() !== null || textSize === drawn) return
  usePreferences.setState({ textSize })
  applyTextSize()
}

export function setTextSize(textSize: TextSize): void {
  localStorage.setItem(TEXT_SIZE_KEY, String(textSize))
  usePreferences.setState({ textSize })
  applyTextSize()
}

export function setSpoken(spoken: boolean): void {
  localStorage.setItem(SPOKEN_KEY, spoken ? 'yes' : 'no')
  usePreferences.setState({ spoken })
}

export function setVolume(volume: number): void {
  localStorage.setItem(KEY, String(volume))
  usePreferences.setState({ volume })
}
