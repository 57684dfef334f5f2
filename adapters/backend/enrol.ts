import type { Device } from '../../app/contract/rest-signing.ts'
import type { ProblemCode } from '../../app/contract/rest-problem.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import type { BackendClient } from './client.ts'
import { createDeviceKey, type DeviceKey } from './device-key.ts'

/** A device that has just been enrolled. */
export interface Enrolled {
  readonly device: Device
  readonly key: DeviceKey
}

/** Why a code made no device; `detail` is for the log. */
export type EnrolError =
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly detail: string }
  /** Nothing was sent, or nobody knows: a code whose answer was lost is used up, and a new one is needed. */
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Turns a one-time code into a device with a new key. The key must be kept before anything is done with it. */
export async function enrolDevice(
  client: BackendClient,
  { code, timeoutMs }: { readonly code: string; readonly timeoutMs: number },
): Promise<Result<Enrolled, EnrolError>> {
  const key = createDeviceKey()
  const body = { code, publicKey: key.publicKey, signature: key.signEnrolment(code) }
  const answer = await client.call('enrol', { body, timeoutMs })
  if (answer.kind === 'answered') return succeed({ device: answer.value, key })
  const { detail } = answer
  return answer.kind === 'problem'
    ? fail({ kind: 'refused', code: answer.code, detail })
    : fail({ kind: 'unreachable', detail })
}
