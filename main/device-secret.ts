import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type DeviceKey, readDeviceKey } from '../adapters/backend/device-key.ts'
import { type Device, deviceSchema } from '../app/contract/rest-signing.ts'
import type { Secrets } from './secrets.ts'

/** Who this machine is to the merchant's backend. */
export interface KnownDevice {
  readonly device: Device
  readonly key: DeviceKey
  /** The code it was enrolled with was this one. */
  readonly madeBy: (code: string) => boolean
}

const keptSchema = z.object({ device: deviceSchema, key: z.string(), codeHash: z.string() })

/** Codes are used once; the hash only tells a new one from the one that was used. */
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

/** What an earlier enrolment left; null when this machine was never enrolled. */
export function readDevice(secrets: Secrets): KnownDevice | null {
  const text = secrets.get('device')
  if (text === undefined) return null
  const { device, key, codeHash } = keptSchema.parse(JSON.parse(text))
  return { device, key: readDeviceKey(key), madeBy: (code) => hashOf(code) === codeHash }
}

/** Keeps an enrolment; from now on this machine is that till. */
export const keepDevice = (
  secrets: Secrets,
  {
    device,
    key,
    code,
  }: { readonly device: Device; readonly key: DeviceKey; readonly code: string },
): void => {
  const kept = { device, key: key.secret(), codeHash: hashOf(code) }
  secrets.set({ device: JSON.stringify(kept) })
}
