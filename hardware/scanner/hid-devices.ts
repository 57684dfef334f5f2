import { fail, succeed, type Result } from '../../app/result.ts'
import type { HidModule, ListedHid, LoadHid } from './hid-module.ts'
import { BAR_CODE_PAGE } from './hid-pos-layout.ts'

/** Which scanner is meant; an empty part is any. Numbers are four hexadecimal digits. */
export interface HidIdentity {
  readonly vendorId: string
  readonly productId: string
  readonly serialNumber: string
}

/** A USB HID POS scanner to choose from. `label` is for people. */
export interface HidChoice extends HidIdentity {
  readonly label: string
}

const hex = (id: number): string => id.toString(16).padStart(4, '0')

/** The identity of a listed device. */
export const identityOfHid = (device: ListedHid): HidIdentity => ({
  vendorId: hex(device.vendorId),
  productId: hex(device.productId),
  serialNumber: device.serialNumber ?? '',
})

const fits = (wanted: HidIdentity, device: ListedHid): boolean => {
  const { vendorId, productId, serialNumber } = identityOfHid(device)
  const same = (want: string, have: string): boolean =>
    want === '' || want.toLowerCase() === have.toLowerCase()
  return (
    same(wanted.vendorId, vendorId) &&
    same(wanted.productId, productId) &&
    (wanted.serialNumber === '' || wanted.serialNumber === serialNumber)
  )
}

/** A plugged-in scanner that can be opened. */
export interface FoundHid {
  readonly path: string
  readonly vendorId: string
}

/** The plugged-in POS scanners that fit, in the system's order. */
export async function findHid(
  module: HidModule,
  wanted: HidIdentity,
): Promise<readonly FoundHid[]> {
  const listed = await module.list()
  return listed
    .filter((device) => device.usagePage === BAR_CODE_PAGE && fits(wanted, device))
    .flatMap((device) =>
      device.path === undefined ? [] : [{ path: device.path, vendorId: hex(device.vendorId) }],
    )
}

/** The POS scanners of this machine, each once. */
export async function listHidScanners(
  load: LoadHid,
): Promise<Result<readonly HidChoice[], { readonly kind: 'devices-unavailable' }>> {
  const loaded = await load()
  const listed = loaded.ok ? await loaded.value.list().catch(() => null) : null
  if (listed === null) return fail({ kind: 'devices-unavailable' })
  const choices = listed
    .filter(({ usagePage }) => usagePage === BAR_CODE_PAGE)
    .map((device): HidChoice => {
      const identity = identityOfHid(device)
      const { vendorId, productId, serialNumber } = identity
      const words = [device.manufacturer, device.product, `${vendorId}:${productId}`, serialNumber]
      const label = words.filter((word) => word !== undefined && word !== '').join(' · ')
      return { ...identity, label }
    })
  return succeed([...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values()])
}
