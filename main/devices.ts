import type { UtilityProcess } from 'electron'
import { hostDevices, type Devices, type DevicesListener } from '../hardware/device-host.ts'
import type { StartService } from '../hardware/keep-service.ts'
import { forkDevices } from './fork-devices.ts'

/** Opens the devices in a process of their own, the one that was forked early if there is one. */
export const createDevices = (on: DevicesListener, early: UtilityProcess | null): Devices =>
  hostDevices(startService(early), on)

/** The first start takes the process that runs already; each later one forks anew. */
function startService(early: UtilityProcess | null): StartService {
  let waiting = early
  return (on) => {
    const child = waiting ?? forkDevices()
    waiting = null
    child.on('message', on.message)
    child.once('exit', (code) => on.exited(`exit ${code}`))
    return {
      post: (message) => child.postMessage(message),
      kill: () => void child.kill(),
    }
  }
}
