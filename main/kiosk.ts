import { type BrowserWindow, powerSaveBlocker } from 'electron'

/** Keeps the till the only thing on its screen. */
export interface Kiosk {
  /** Whether the till may not be left now. */
  readonly isOn: () => boolean
  /** The set-up may have changed. */
  readonly look: () => void
  /** Somebody who may has asked for it: until the next start this window is one like any other. */
  readonly leave: () => void
  readonly close: () => void
}

/**
 * Full screen, always awake, and no way out but one that is asked for: the window comes back when it is minimised or taken out of full screen, and
 * keys that belong to a menu do nothing. Closing is refused elsewhere (`askBeforeLeaving`), and who may leave is main's to decide.
 */
export function createKiosk(window: BrowserWindow, wanted: () => boolean): Kiosk {
  let on = false
  let left = false
  let awake: number | null = null
  const comeBack = (): void => {
    if (!on || window.isDestroyed()) return
    window.restore()
    window.setKiosk(true)
    window.focus()
  }
  window.on('minimize', comeBack)
  window.on('leave-full-screen', comeBack)
  function look(): void {
    const next = wanted() && !left
    if (next === on || window.isDestroyed()) return
    on = next
    window.setKiosk(next)
    window.webContents.setIgnoreMenuShortcuts(next)
    if (next) awake = powerSaveBlocker.start('prevent-display-sleep')
    else sleepAgain()
  }
  function sleepAgain(): void {
    if (awake !== null) powerSaveBlocker.stop(awake)
    awake = null
  }
  look()
  return {
    isOn: () => on,
    look,
    leave() {
      left = true
      look()
    },
    close: sleepAgain,
  }
}
