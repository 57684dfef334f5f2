import { app, type BrowserWindow } from 'electron'

/** Keeps a window from being closed over an undecided payment before somebody was asked. */
export interface Leaving {
  /** Somebody was asked, and means it. */
  readonly leave: () => void
}

/**
 * Watches a window being closed by hand; `ask` puts the question on its page. Nobody is asked when the whole program is ended, for the
 * system does not wait then, nor by a page that cannot ask: whatever is open is resolved at the next start.
 */
export function askBeforeLeaving(
  window: BrowserWindow,
  on: {
    readonly undecided: () => boolean
    readonly ask: () => void
    /** The till fills its screen: it is not closed, and asks who may leave it. */
    readonly kiosk: () => boolean
    readonly askKiosk: () => void
  },
): Leaving {
  let meant = false
  let answers = true
  app.once('before-quit', () => {
    meant = true
  })
  window.webContents.on('unresponsive', () => {
    answers = false
  })
  window.webContents.on('responsive', () => {
    answers = true
  })
  window.webContents.on('did-finish-load', () => {
    answers = true
  })
  window.on('close', (event) => {
    const canAsk = answers && !window.webContents.isCrashed()
    if (meant) return
    if (on.kiosk()) {
      event.preventDefault()
      if (canAsk) on.askKiosk()
      // A page that hangs is no way out: a new one takes its place, and can ask.
      else if (!window.webContents.isCrashed()) window.webContents.forcefullyCrashRenderer()
      return
    }
    if (!canAsk || !on.undecided()) return
    event.preventDefault()
    on.ask()
  })
  return {
    leave() {
      // A page may not close what only a PIN opens.
      if (on.kiosk()) return on.askKiosk()
      meant = true
      window.close()
    },
  }
}
