import { contextBridge, ipcRenderer, webFrame } from 'electron'
import type { Notices } from '../app/contract/contract.ts'
import { CALL_NAMES, NOTICE_NAMES } from '../app/contract/names.ts'
import { callChannel, noticeChannel } from './channels.ts'

const calls = Object.fromEntries(
  Object.keys(CALL_NAMES).map((name) => [
    name,
    (ask: unknown) => ipcRenderer.invoke(callChannel(name), ask),
  ]),
)

const on = (name: keyof Notices, listen: (value: never) => void): (() => void) => {
  if (!Object.hasOwn(NOTICE_NAMES, name)) throw new Error(`no such notice: ${String(name)}`)
  // Main sends on this channel only what the contract declares for it.
  const forward = (_event: unknown, value: unknown): void => listen(value as never)
  ipcRenderer.on(noticeChannel(name), forward)
  return () => ipcRenderer.off(noticeChannel(name), forward)
}

const enlarge = (factor: number): void => {
  // Setting what is set already would lay out the first screen anew, before it was ever painted.
  if (webFrame.getZoomFactor() === factor) return
  if (factor >= 1 && factor <= 2) webFrame.setZoomFactor(factor)
}

// What the contract calls TillBridge: the names above are its own, so there is a function for each of its calls.
contextBridge.exposeInMainWorld('till', { calls, on, enlarge })
