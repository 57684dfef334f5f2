import { utilityProcess, type UtilityProcess } from 'electron'
import path from 'node:path'

/** Starts the process that opens the devices. Call after the app is ready. */
export function forkDevices(): UtilityProcess {
  const program = path.join(import.meta.dirname, 'device-service.cjs')
  // What a library prints there could hold what a device sent.
  return utilityProcess.fork(program, [], { stdio: 'ignore', serviceName: 'devices' })
}
