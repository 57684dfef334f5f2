import { utilityProcess, type UtilityProcess } from 'electron'
import path from 'node:path'
import { EMULATED_HID } from './channels.ts'

/** Starts the process that opens the devices. Call after the app is ready. */
export function forkDevices(): UtilityProcess {
  const program = path.join(import.meta.dirname, 'device-service.cjs')
  // What a library prints there could hold what a device sent.
  const played = process.argv.filter((word) => word.startsWith(EMULATED_HID))
  return utilityProcess.fork(program, played, { stdio: 'ignore', serviceName: 'devices' })
}
