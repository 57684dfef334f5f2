import '../app/contract/without-eval.ts'
import { app, type BrowserWindow, type UtilityProcess } from 'electron'
import path from 'node:path'
import { openLog } from './log.ts'
import { closePhoneWindow } from './phone-window.ts'
import { startProgram } from './program.ts'

/** What was opened before the program was read. */
export interface Opened {
  readonly window: BrowserWindow
  readonly dataDir: string
  readonly configFile: string | null
  readonly changeKeyNow: boolean
  readonly kiosk: boolean
  readonly welcomes: boolean
  readonly pageServed: Promise<void>
  readonly earlyDevices: UtilityProcess | null
}

/** Runs the program behind its window. */
export function run({
  window,
  dataDir,
  configFile,
  changeKeyNow,
  kiosk,
  welcomes,
  pageServed,
  earlyDevices,
}: Opened): void {
  const secrets = new Set<string>()
  const log = openLog(path.join(dataDir, 'logs', 'till.log'), () => [...secrets])
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'a bug'))
  process.on('unhandledRejection', (error) => log.fatal({ err: error }, 'a bug'))
  log.info({ version: app.getVersion(), electron: process.versions.electron }, 'start')
  const program = startProgram({
    dataDir,
    configFile,
    changeKeyNow,
    kiosk,
    welcomes,
    log,
    onSecret: (secret) => secrets.add(secret),
    // The journal opens while the page compiles its script: earlier it would keep the page from its files.
    pageServed,
    earlyDevices,
  })
  program.show(window)
  app.on('second-instance', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  window.on('closed', () => {
    closePhoneWindow()
    app.quit()
  })
  app.on('will-quit', () => program.close())
}
