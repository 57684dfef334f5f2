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
  on: { readonly undecided: () => boolean; readonly ask: () => void },
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
  window.on('close', (event) => {
    const canAsk = answers && !window.webContents.isCrashed()
    if (meant || !canAsk || !on.undecided()) return
    event.preventDefault()
    on.ask()
  })
  return {
    leave() {
      meant = true
      window.close()
    },
  }
}
