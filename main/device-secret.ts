import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { KeptKeys } from '../adapters/backend/change-key.ts'
import { readDeviceKey } from '../adapters/backend/device-key.ts'
import { type Device, deviceSchema } from '../app/contract/rest-signing.ts'
import type { Secrets } from './secrets.ts'

/** Who this machine is to the merchant's backend. */
export interface KnownDevice {
  readonly device: Device
  readonly keys: KeptKeys
  /** The code it was enrolled with was this one. */
  readonly madeBy: (code: string) => boolean
}

const keptSchema = z.object({
  device: deviceSchema,
  key: z.string(),
  /** The key that is to follow, from before it was announced until it is in use. */
  nextKey: z.string().nullable().default(null),
  keySinceMs: z.number().nullable().default(null),
  codeHash: z.string(),
})

/** Codes are used once; the hash only tells a new one from the one that was used. */
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

function readKept(secrets: Secrets): z.infer<typeof keptSchema> | null {
  const text = secrets.get('device')
  return text === undefined ? null : keptSchema.parse(JSON.parse(text))
}

/** What an earlier enrolment left; null when this machine was never enrolled. */
export function readDevice(secrets: Secrets): KnownDevice | null {
  const kept = readKept(secrets)
  if (kept === null) return null
  const { device, key, nextKey, keySinceMs: sinceMs, codeHash } = kept
  const next = nextKey === null ? null : readDeviceKey(nextKey)
  return {
    device,
    keys: { current: readDeviceKey(key), next, sinceMs },
    madeBy: (code) => hashOf(code) === codeHash,
  }
}

const asKept = ({ current, next, sinceMs }: KeptKeys) => ({
  key: current.secret(),
  nextKey: next?.secret() ?? null,
  keySinceMs: sinceMs,
})

/** Keeps an enrolment; from now on this machine is that till. */
export const keepDevice = (
  secrets: Secrets,
  {
    device,
    keys,
    code,
  }: { readonly device: Device; readonly keys: KeptKeys; readonly code: string },
): void => {
  const kept: z.infer<typeof keptSchema> = { device, ...asKept(keys), codeHash: hashOf(code) }
  secrets.set({ device: JSON.stringify(kept) })
}

/** Keeps the keys of this machine's enrolment: they are on disk when this returns. */
export function keepKeys(secrets: Secrets, deviceId: string, keys: KeptKeys): void {
  const kept = readKept(secrets)
  // Another device's keys must never come under this one's name.
  if (kept?.device.deviceId !== deviceId) throw new Error('this machine is another device now')
  secrets.set({ device: JSON.stringify({ ...kept, ...asKept(keys) }) })
}
