import { net } from 'electron'
import type { Light, Lights } from '../app/contract/contract.ts'
import { displayLight, type DisplayLight } from '../app/display-light.ts'
import { printerLight, type PrinterLight } from '../app/printer-light.ts'
import { scannerLight, type ScannersLight } from '../app/scanner-light.ts'
import { networkLight, wechatLight, type WechatLightDetail } from '../app/service-light.ts'

/** The title bar's lights, and who changes them. */
export interface LightBoard {
  readonly lights: () => Lights
  readonly scanner: (light: ScannersLight) => void
  readonly wechat: (detail: WechatLightDetail) => void
  readonly printer: (light: PrinterLight) => void
  readonly display: (light: DisplayLight) => void
  readonly close: () => void
}

/** How often the system is asked whether it has a network: it tells no one unasked. */
const NETWORK_EVERY_MS = 2_000

/** Makes the lights; `changed` is told of every change. */
export function createLights(changed: (lights: Lights) => void): LightBoard {
  const network = (): Light => networkLight(net.isOnline() ? 'online' : 'offline')
  let lights: Lights = {
    scanner: scannerLight('opening'),
    network: network(),
    wechat: wechatLight('idle'),
    printer: printerLight('printer-none'),
    display: displayLight('display-none'),
  }
  function set(change: Partial<Lights>): void {
    const next = { ...lights, ...change }
    if (JSON.stringify(next) === JSON.stringify(lights)) return
    lights = next
    changed(lights)
  }
  const timer = setInterval(() => set({ network: network() }), NETWORK_EVERY_MS)
  return {
    lights: () => lights,
    scanner: (scanner) => set({ scanner }),
    wechat: (detail) => set({ wechat: wechatLight(detail) }),
    printer: (printer) => set({ printer }),
    display: (display) => set({ display }),
    close: () => clearInterval(timer),
  }
}
