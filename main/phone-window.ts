import { BrowserWindow, session } from 'electron'
import type { Language } from '../app/language.ts'
import { denyPermissions } from './lockdown.ts'

let open: BrowserWindow | null = null

/** Training: the payer's phone in a window of its own, apart from the till in every way. */
export function openPhoneWindow(address: string, language: Language): void {
  if (open !== null && !open.isDestroyed()) {
    open.focus()
    return
  }
  // In memory only, and shared with nothing.
  const partition = 'payer-phone'
  denyPermissions(session.fromPartition(partition))
  open = new BrowserWindow({
    width: 420,
    height: 820,
    autoHideMenuBar: true,
    webPreferences: { partition, sandbox: true, contextIsolation: true, nodeIntegration: false },
  })
  open.removeMenu()
  void open.loadURL(`${address}?lang=${language === 'en' ? 'en' : 'zh'}`)
}

/** Closes the phone with the till. */
export function closePhoneWindow(): void {
  if (open !== null && !open.isDestroyed()) open.close()
  open = null
}
