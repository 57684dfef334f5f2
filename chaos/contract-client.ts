import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type Payment, paymentSchema } from '../app/contract/rest-payments.ts'
import {
  deviceSchema,
  enrolmentTextToSign,
  SIGNING_HEADERS,
  textToSign,
} from '../app/contract/rest-signing.ts'

/** A device of the contract. */
export interface EnrolledDevice {
  readonly deviceId: string
  readonly key: KeyObject
}

/** What came back for a request, as an integrator's client sees it. */
export type Got =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | { readonly kind: 'problem'; readonly code: string; readonly status: number }
  /** No answer, or nobody's that is of the contract: a proxy's page, half a document. */
  | { readonly kind: 'nothing'; readonly detail: string }

const problemSchema = z.object({ code: z.string(), status: z.number() })

const nothing = (error: unknown): Got => ({
  kind: 'nothing',
  detail: error instanceof Error ? error.name : 'unknown',
})

const NO_NODE_PAUSE_MS = 250
const NO_NODE_TRIES_MAX = 240

/**
 * Turns a one-time code into a device, or throws. A proxy's 503 says that no node was asked, which uses no code up: on a busy
 * machine the nodes' first health checks may be late.
 */
export async function enrolDevice(url: string, code: string): Promise<EnrolledDevice> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const signature = sign(null, Buffer.from(enrolmentTextToSign(code, x)), privateKey)
  const body = JSON.stringify({ code, publicKey: x, signature: signature.toString('base64url') })
  const headers = { 'content-type': 'application/json' }
  const send = (): Promise<Response> =>
    fetch(new URL('/v1/enrolments', url), { method: 'POST', body, headers })
  let answer = await send()
  for (let tries = 1; answer.status === 503 && tries < NO_NODE_TRIES_MAX; tries += 1) {
    await answer.body?.cancel()
    await delay(NO_NODE_PAUSE_MS)
    answer = await send()
  }
  if (!answer.ok) throw new Error(`not enrolled: ${answer.status} ${await answer.text()}`)
  return { deviceId: deviceSchema.parse(await answer.json()).deviceId, key: privateKey }
}

/** A request as it is signed and sent. */
export interface SignedRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  readonly signal: AbortSignal
}

/** Signs and sends. Rejects when there was no answer. */
export function sendSigned(
  url: string,
  { deviceId, key }: EnrolledDevice,
  { method, path, body = '', signal }: SignedRequest,
): Promise<Response> {
  const timeMs = Date.now()
  const nonce = randomBytes(16).toString('base64url')
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const text = textToSign({ method, path, timeMs, nonce, bodyHash })
  return fetch(new URL(path, url), {
    method,
    signal,
    ...(body === '' ? {} : { body }),
    headers: {
      'content-type': 'application/json',
      [SIGNING_HEADERS.device]: deviceId,
      [SIGNING_HEADERS.time]: String(timeMs),
      [SIGNING_HEADERS.nonce]: nonce,
      [SIGNING_HEADERS.signature]: sign(null, Buffer.from(text), key).toString('base64url'),
    },
  })
}

/** Asks for a payment's document, by whatever request gives one. */
export async function askPayment(
  url: string,
  device: EnrolledDevice,
  wish: SignedRequest,
): Promise<Got> {
  try {
    const answer = await sendSigned(url, device, wish)
    const text = await answer.text()
    const value: unknown = JSON.parse(text)
    if (answer.ok) return { kind: 'payment', payment: paymentSchema.parse(value) }
    return { kind: 'problem', ...problemSchema.parse(value) }
  } catch (error) {
    return nothing(error)
  }
}

/** Every document of a till's event stream, until it ends or breaks. */
export async function readStream(
  url: string,
  device: EnrolledDevice,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (payment: Payment) => void },
): Promise<void> {
  const wish = { method: 'GET', path: '/v1/events', signal } as const
  const answer = await sendSigned(url, device, wish)
  if (!answer.ok || answer.body === null) {
    await answer.body?.cancel()
    return
  }
  let rest = ''
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + piece).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1]
      if (data !== undefined) tell(paymentSchema.parse(JSON.parse(data)))
    }
  }
}
