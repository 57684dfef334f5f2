import { contextBridge, ipcRenderer } from 'electron'
import type { DisplayBridge, DisplayView } from '../app/contract/display.ts'
import { DISPLAY_CHANGED, DISPLAY_SHOWN, DISPLAY_VIEW } from './display-channels.ts'

const bridge: DisplayBridge = {
  // Main answers and sends on these channels what the contract declares for them, and nothing else.
  view: () => ipcRenderer.invoke(DISPLAY_VIEW) as Promise<DisplayView>,
  shown: (version) => ipcRenderer.send(DISPLAY_SHOWN, version),
  on: (listen) => {
    ipcRenderer.on(DISPLAY_CHANGED, (_event, view: DisplayView) => listen(view))
  },
}

contextBridge.exposeInMainWorld('display', bridge)
