import { BrowserWindow } from 'electron'
import path from 'node:path'
import { setTimeout } from 'node:timers'
import type { DisplayView } from '../app/contract/display.ts'
import type { Area } from '../app/display/place-display.ts'
import { DISPLAY_ORIGIN } from './app-files.ts'
import { DISPLAY_CHANGED, DISPLAY_SHOWN, DISPLAY_VIEW } from './display-channels.ts'

/** The customer's window. */
export interface DisplayWindow {
  readonly tell: (view: DisplayView) => void
  /** Where it is now; null when it is gone. */
  readonly area: () => Area | null
  readonly move: (area: Area) => void
  readonly close: () => void
}

export interface DisplayWindowParts {
  readonly area: Area
  /** It fills a monitor; otherwise it is a window that people move. */
  readonly fills: boolean
  /** The view to begin with. */
  readonly view: () => DisplayView
  /** The keyboard belongs here. */
  readonly till: BrowserWindow
  readonly onTrouble: (text: string) => void
  /** Its page died too often, and is not started again. */
  readonly onDead: () => void
}

/** Pages in a row that may die within the time below. */
const CRASHES_MAX = 5
const CRASH_WINDOW_MS = 60_000

/** A page that has not shown a view by then hangs: it might show the last customer's verdict to the next. */
const SHOWN_WITHIN_MS = 15_000

/**
 * Opens the customer's window, which is fed views and can ask for nothing. It never takes the keyboard from the till. A window that
 * fills a monitor is frameless and above others instead of in the system's full-screen mode: that mode would take the focus, and
 * leaves it to the system on which monitor.
 */
export function openDisplayWindow(parts: DisplayWindowParts): DisplayWindow {
  const window = createWindow(parts)
  const { webContents: contents } = window
  let overdue: NodeJS.Timeout | null = null
  const settle = (): void => {
    if (overdue !== null) clearTimeout(overdue)
    overdue = null
  }
  const expectShown = (): void => {
    overdue ??= setTimeout(() => {
      overdue = null
      parts.onTrouble('the page hangs')
      if (!window.isDestroyed()) contents.forcefullyCrashRenderer()
    }, SHOWN_WITHIN_MS)
  }
  // Its own channels, of this window alone: there is no other way in.
  contents.ipc.handle(DISPLAY_VIEW, () => parts.view())
  contents.ipc.on(DISPLAY_SHOWN, (_event, version: unknown) => {
    if (version === parts.view().version) settle()
  })
  startAgain(window, parts)
  window.once('ready-to-show', () => window.showInactive())
  window.on('focus', () => {
    if (!parts.till.isDestroyed() && !parts.till.isMinimized()) parts.till.focus()
  })
  window.on('closed', settle)
  void window.loadURL(`${DISPLAY_ORIGIN}/index.html`)
  expectShown()
  return {
    tell(view) {
      if (window.isDestroyed()) return
      contents.send(DISPLAY_CHANGED, view)
      expectShown()
    },
    area: () => (window.isDestroyed() ? null : window.getBounds()),
    move: (area) => {
      if (!window.isDestroyed()) window.setBounds(area)
    },
    close: () => {
      if (!window.isDestroyed()) window.destroy()
    },
  }
}

function createWindow({ area, fills }: DisplayWindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...area,
    show: false,
    title: 'Quick Pay Cashier',
    backgroundColor: '#0b0f13',
    frame: !fills,
    skipTaskbar: fills,
    // An ordinary window must be movable, which takes the focus for a moment: it is given back at once.
    focusable: !fills,
    resizable: !fills,
    minimizable: false,
    maximizable: !fills,
    fullscreenable: false,
    closable: false,
    enableLargerThanScreen: true,
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(import.meta.dirname, 'display-preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // It is never in front, and must show each verdict at once.
      backgroundThrottling: false,
    },
  })
  window.removeMenu()
  if (fills) window.setAlwaysOnTop(true, 'screen-saver')
  // Linux lets people close what is not closable; the set-up is where a display is given up.
  window.on('close', (event) => event.preventDefault())
  return window
}

/** A page that died shows nothing, and holds nothing: a new one shows what main knows. No sale notices. */
function startAgain(window: BrowserWindow, { onTrouble, onDead }: DisplayWindowParts): void {
  let crashes: readonly number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed()) return
    onTrouble(`the page died: ${reason}`)
    const nowMs = performance.now()
    crashes = [...crashes, nowMs].filter((atMs) => nowMs - atMs < CRASH_WINDOW_MS)
    if (crashes.length <= CRASHES_MAX) return window.webContents.reload()
    window.destroy()
    onDead()
  })
}
