import { watch } from 'node:fs'

/** Calls `run` when a device may have been plugged in. Returns what ends it; null where nothing tells, and one must look. */
export type WatchArrivals = (run: () => void) => (() => void) | null

const SCANNER_NODE = /^(hidraw|ttyACM|ttyUSB)\d+$/

/** Linux makes a node for each device, and tells of it at once. */
export const watchDeviceNodes =
  (folder = '/dev'): WatchArrivals =>
  (run) => {
    if (process.platform !== 'linux') return null
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name !== null && SCANNER_NODE.test(name)) run()
      })
      // Whoever hears nothing still looks.
      watcher.on('error', () => watcher.close())
      return () => watcher.close()
    } catch {
      return null
    }
  }
