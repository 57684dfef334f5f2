import { BrowserWindow } from 'electron'
import path from 'node:path'
import { APP_ORIGIN } from './app-files.ts'

/** Pages in a row that may die within the time below and are replaced at once. */
const CRASHES_MAX = 5
const CRASH_WINDOW_MS = 60_000

/** The cashier's window. It is sandboxed, and gets at main through the preload script alone. */
export function openCashierWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: '#f4f5f7',
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // What was compiled at the first start is kept at once, not after some days of use; that it is compiled whole, main.ts says.
      v8CacheOptions: 'bypassHeatCheckAndEagerCompile',
      // A payment that ends while another window is in front must be on the glass at once.
      backgroundThrottling: false,
    },
  })
  window.removeMenu()
  window.once('ready-to-show', () => window.show())
  // A page that died shows nothing; main knows everything, so a new page shows it all again.
  let crashes: readonly number[] = []
  window.webContents.on('render-process-gone', () => {
    const nowMs = performance.now()
    crashes = [...crashes, nowMs].filter((atMs) => nowMs - atMs < CRASH_WINDOW_MS)
    const again = (): void => {
      if (!window.isDestroyed()) window.webContents.reload()
    }
    if (crashes.length <= CRASHES_MAX) again()
    // A page that dies again and again would only keep the machine busy; main resolves its sales meanwhile.
    else setTimeout(again, CRASH_WINDOW_MS)
  })
  void window.loadURL(`${APP_ORIGIN}/index.html`)
  return window
}
