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

function storedTextSize(): TextSize {
  const stored = Number(localStorage.getItem(TEXT_SIZE_KEY))
  return TEXT_SIZES.find((size) => size === stored) ?? 100
}

export const usePreferences = create<Preferences>(() => ({
  volume: storedVolume(),
  spoken: localStorage.getItem(SPOKEN_KEY) === 'yes',
  textSize: storedTextSize(),
}))

/** Draws everything as large as it was chosen to be. */
export const applyTextSize = (): void =>
  window.till.enlarge(usePreferences.getState().textSize / 100)

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
