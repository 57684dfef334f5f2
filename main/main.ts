import '../app/contract/without-eval.ts'
import { app, Menu } from 'electron'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { openCashierWindow } from './cashier-window.ts'
import { lockDown } from './lockdown.ts'
import { openLog } from './log.ts'
import { readOptions } from './options.ts'
import { closePhoneWindow } from './phone-window.ts'
import { startProgram } from './program.ts'

const options = readOptions(process.argv.slice(1), process.cwd())
const dataDir = options.dataDir ?? path.join(app.getPath('userData'), 'till')
mkdirSync(dataDir, { recursive: true })
// Chromium's own files lie beside ours, and the lock below is per data folder: one till on one journal.
app.setPath('userData', path.join(dataDir, 'chromium'))

if (app.requestSingleInstanceLock()) {
  registerAppScheme()
  // The till has no menu. On a Mac the usual one stays: copy and paste have their keys from it.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  // Never awaited at the top: Electron holds "ready" back until this module has run.
  void app.whenReady().then(run)
} else {
  process.stderr.write(`Quick Pay Cashier is already running on ${dataDir}\n`)
  app.exit(1)
}

function run(): void {
  const secrets = new Set<string>()
  const log = openLog(path.join(dataDir, 'logs', 'till.log'), () => [...secrets])
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'a bug'))
  process.on('unhandledRejection', (error) => log.fatal({ err: error }, 'a bug'))
  log.info({ version: app.getVersion(), electron: process.versions.electron }, 'start')
  let served = (): void => undefined
  const pageServed = new Promise<void>((resolve) => {
    served = resolve
  })
  const program = startProgram({
    dataDir,
    configFile: options.configFile,
    log,
    onSecret: (secret) => secrets.add(secret),
    // The journal opens while the page compiles its script: earlier it would keep the page from its files.
    pageServed,
  })
  lockDown()
  serveApp(path.join(import.meta.dirname, '..', 'renderer'), (file) => {
    if (file.endsWith('.css')) served()
  })
  const window = openCashierWindow()
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
