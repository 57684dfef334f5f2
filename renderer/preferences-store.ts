import { create } from 'zustand'

/** What this counter likes. Kept in the window's own storage: it is nobody else's business. */
interface Preferences {
  /** 0 is silent, 1 is loudest. */
  readonly volume: number
  /** Paid amounts are spoken, where the system has a voice. */
  readonly spoken: boolean
}

const KEY = 'till-volume'
const SPOKEN_KEY = 'till-spoken'

const DEFAULT_VOLUME = 0.6

function storedVolume(): number {
  const stored = Number(localStorage.getItem(KEY) ?? DEFAULT_VOLUME)
  return stored >= 0 && stored <= 1 ? stored : DEFAULT_VOLUME
}

export const usePreferences = create<Preferences>(() => ({
  volume: storedVolume(),
  spoken: localStorage.getItem(SPOKEN_KEY) === 'yes',
}))

export function setSpoken(spoken: boolean): void {
  localStorage.setItem(SPOKEN_KEY, spoken ? 'yes' : 'no')
  usePreferences.setState({ spoken })
}

export function setVolume(volume: number): void {
  localStorage.setItem(KEY, String(volume))
  usePreferences.setState({ volume })
}
