import type { BrowserWindow } from 'electron'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { Language } from '../app/language.ts'
import { fail, succeed } from '../app/result.ts'
import type { Devices } from '../hardware/device-host.ts'
import { openPhoneWindow } from './phone-window.ts'
import type { Station } from './station.ts'
import { isKeyboard, typeScan } from './wedge.ts'

/** What training needs of the rest of main. */
export interface TrainingParts {
  readonly station: () => Station | null
  readonly configuration: () => Configuration
  readonly window: () => BrowserWindow | null
  readonly devices: () => Devices
  readonly language: () => Language
}

/** The payer's phone of training: it is shown, and its code is scanned. */
export function createTraining(parts: TrainingParts): Pick<Handlers, 'trainingScan' | 'openPhone'> {
  const simulator = () => parts.station()?.simulator ?? null
  return {
    /** An emulated scanner of the kind set up sends the phone's code as keys or bytes: all that follows is the real path. */
    async trainingScan() {
      const found = simulator()
      if (found === null) return fail({ kind: 'not-training' })
      const { phoneCode } = await import('./embedded-simulator.ts')
      const code = await phoneCode(found)
      if (code === null) return fail({ kind: 'phone-unavailable' })
      const { scanner } = parts.configuration()
      const window = parts.window()
      if (isKeyboard(scanner) && window !== null) typeScan(window.webContents, code, scanner)
      else parts.devices().emulatedScan(code)
      return succeed(null)
    },
    async openPhone() {
      const found = simulator()
      if (found === null) return fail({ kind: 'not-training' })
      openPhoneWindow(found.phone, parts.language())
      return succeed(null)
    },
  }
}
