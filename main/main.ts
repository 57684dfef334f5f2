/**
 * Entry of the program. What is in this file's bundle is all that is read before there is a window: the device service and the page start in
 * processes of their own while the rest of main, a bundle of its own, is read (docs/performance.md).
 */
import { app, Menu } from 'electron'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { openCashierWindow } from './cashier-window.ts'
import { openCompiledCode } from './compiled-code.ts'
import { namesDevices } from './early-devices.ts'
import { forkDevices } from './fork-devices.ts'
import { lockDown } from './lockdown.ts'
import { readOptions } from './options.ts'
import type * as Rest from './run.ts'

/** By then the till has started, and few cashiers have a payment under way. */
const KEEP_CODE_AFTER_MS = 20_000

/**
 * There Electron runs nothing of the program's that is not as it was shipped (scripts/package.ts): code from the data folder would lead around
 * that. On Linux it has no such check, and whoever can write to the folder can change as much without it.
 */
const ELECTRON_CHECKS_FILES = process.platform !== 'linux'

const options = readOptions(process.argv.slice(1), process.cwd())
const dataDir = options.dataDir ?? path.join(app.getPath('userData'), 'till')
mkdirSync(dataDir, { recursive: true })
// Chromium's own files lie beside ours, and the lock below is per data folder: one till on one journal.
app.setPath('userData', path.join(dataDir, 'chromium'))

if (app.requestSingleInstanceLock()) {
  registerAppScheme()
  // A module's functions are compiled one by one as they are first called, 760 of them for the first screen, and Chromium keeps only those that ran
  // while it was evaluated. Compiled whole, they are all kept, and every later start only reads them (docs/performance.md).
  app.commandLine.appendSwitch('js-flags', '--no-lazy')
  // The till has no menu. On a Mac the usual one stays: copy and paste have their keys from it.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  // Never awaited at the top: Electron holds "ready" back until this module has run.
  void app.whenReady().then(open)
} else {
  process.stderr.write(`Quick Pay Cashier is already running on ${dataDir}\n`)
  app.exit(1)
}

function open(): void {
  const { configFile, changeDeviceKey: changeKeyNow, kiosk } = options
  const earlyDevices = namesDevices(dataDir, configFile) ? forkDevices() : null
  let served = (): void => undefined
  const pageServed = new Promise<void>((resolve) => {
    served = resolve
  })
  lockDown()
  serveApp(path.join(import.meta.dirname, '..'), (file) => {
    if (file.endsWith('.css')) served()
  })
  const window = openCashierWindow()
  // Read from its file at once, without waiting: neither the page nor the devices have been heard before `run` listens.
  const code = openCompiledCode(ELECTRON_CHECKS_FILES ? null : path.join(dataDir, 'compiled'))
  // The bundle of this module, and its types.
  const { run } = code.load(path.join(import.meta.dirname, 'run.cjs')) as typeof Rest
  app.on('will-quit', code.keep)
  setTimeout(code.keep, KEEP_CODE_AFTER_MS)
  // Whoever names a folder starts the till by a script, which waits for no welcome.
  const welcomes = options.dataDir === null
  run({ window, dataDir, configFile, changeKeyNow, kiosk, welcomes, pageServed, earlyDevices })
}
