// The baseline of the start-up bench: the least that shows a window with a word in it.
import { app, BrowserWindow } from 'electron'

app.setPath('userData', `${app.getPath('temp')}/empty-window-${process.pid}`)
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1280, height: 800 })
  await window.loadFile(`${import.meta.dirname}/index.html`)
  await window.webContents.executeJavaScript(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  )
  console.log('ready to scan')
})
