import { utilityProcess } from 'electron'
import path from 'node:path'
import { hostDevices, type Devices, type DevicesListener } from '../hardware/device-host.ts'
import type { StartService } from '../hardware/keep-service.ts'

/** Opens the devices in a process of their own. Call after the app is ready. */
export const createDevices = (on: DevicesListener): Devices => hostDevices(forkService, on)

const forkService: StartService = (on) => {
  const program = path.join(import.meta.dirname, 'device-service.cjs')
  // What a library prints there could hold what a device sent.
  const child = utilityProcess.fork(program, [], { stdio: 'ignore', serviceName: 'devices' })
  child.on('message', on.message)
  child.once('exit', (code) => on.exited(`exit ${code}`))
  return {
    post: (message) => child.postMessage(message),
    kill: () => void child.kill(),
  }
}
