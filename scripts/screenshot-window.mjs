// The window in which screenshots.ts draws: an Electron without the till around it.
import { app, BrowserWindow } from 'electron'

// Never awaited at the top level: Electron is not ready before its main module has ended.
void app.whenReady().then(() => {
  const window = new BrowserWindow({ webPreferences: { sandbox: true } })
  window.removeMenu()
  return window.loadURL('about:blank')
})
