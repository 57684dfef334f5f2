import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { type Payment, paymentSchema, type StartPayment } from '../../app/contract/rest-payments.ts'
import { type Problem, problemSchema } from '../../app/contract/rest-problem.ts'
import {
  type Device,
  deviceSchema,
  enrolmentTextToSign,
  SIGNING_HEADERS,
  textToSign,
} from '../../app/contract/rest-signing.ts'

/** What a till holds once it is enrolled. */
export interface EnrolledTill {
  readonly device: Device
  readonly key: KeyObject
}

/** Ways to sign wrongly. */
export interface Mischief {
  readonly timeMs?: number
  readonly nonce?: string
  readonly bodyAfterSigning?: string
  readonly signature?: string
}

const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  if (x === undefined) throw new Error('no public key')
  return { privateKey, x }
}

/** Enrols a new key; a problem when the backend refuses. */
export async function tryEnrol(url: string, code: string): Promise<EnrolledTill | Problem> {
  const { privateKey, x } = newKey()
  const text = Buffer.from(enrolmentTextToSign(code, x))
  const signature = sign(null, text, privateKey).toString('base64url')
  const response = await fetch(new URL('/v1/enrolments', url), {
    method: 'POST',
    body: JSON.stringify({ code, publicKey: x, signature }),
    headers: { 'content-type': 'application/json' },
  })
  const answer: unknown = await response.json()
  if (!response.ok) return problemSchema.parse(answer)
  return { device: deviceSchema.parse(answer), key: privateKey }
}

export async function enrolTill(url: string, code: string): Promise<EnrolledTill> {
  const till = await tryEnrol(url, code)
  if ('code' in till) throw new Error(till.code)
  return till
}

/** Sends a signed request, signed wrongly where told so. */
export function ask(
  { device, key }: EnrolledTill,
  target: string,
  { method = 'GET', body = '' }: { readonly method?: string; readonly body?: string } = {},
  mischief: Mischief = {},
): Promise<Response> {
  const url = new URL(target)
  const timeMs = mischief.timeMs ?? Date.now()
  const nonce = mischief.nonce ?? randomBytes(16).toString('base64url')
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const text = textToSign({ method, path: url.pathname + url.search, timeMs, nonce, bodyHash })
  const signature = mischief.signature ?? sign(null, Buffer.from(text), key).toString('base64url')
  const sent = mischief.bodyAfterSigning ?? body
  return fetch(url, {
    method,
    ...(sent === '' ? {} : { body: sent }),
    headers: {
      'content-type': 'application/json',
      [SIGNING_HEADERS.device]: device.deviceId,
      [SIGNING_HEADERS.time]: String(timeMs),
      [SIGNING_HEADERS.nonce]: nonce,
      [SIGNING_HEADERS.signature]: signature,
    },
  })
}

/** Reads an answer that must be a problem of the contract. */
export async function problemOf(response: Response): Promise<Problem> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true) {
    throw new Error(`no problem: ${response.status} ${await response.text()}`)
  }
  return problemSchema.parse(await response.json())
}

async function paymentOf(response: Response): Promise<Payment> {
  if (!response.ok) throw new Error(`refused: ${JSON.stringify(await problemOf(response))}`)
  return paymentSchema.parse(await response.json())
}

/** What names a payment to be stopped. */
type Sold = Pick<StartPayment, 'id' | 'amountMinor' | 'currency'>

/** A till's calls to one node. */
export function tillClient(till: EnrolledTill, url: string) {
  const post = (path: string, body = '') => ask(till, url + path, { method: 'POST', body })
  const get = async (id: string, query = ''): Promise<Payment> =>
    paymentOf(await ask(till, `${url}/v1/payments/${id}${query}`))
  return {
    post,
    get,
    start: async (payment: StartPayment): Promise<Payment> =>
      paymentOf(await post('/v1/payments', JSON.stringify(payment))),
    stop: async ({ id, amountMinor, currency }: Sold): Promise<Payment> =>
      paymentOf(await post(`/v1/payments/${id}/stop`, JSON.stringify({ amountMinor, currency }))),
    askAgain: async (id: string): Promise<Payment> =>
      paymentOf(await post(`/v1/payments/${id}/ask-again`)),
    /** Asks, each time for something newer, until it is as wanted. */
    async until(id: string, wanted: (payment: Payment) => boolean): Promise<Payment> {
      for (let payment = await get(id); ;) {
        if (wanted(payment)) return payment
        if (payment.final) throw new Error(`${id} ended ${payment.status}`)
        payment = await get(id, `?wait=5&after=${payment.version}`)
      }
    },
    /** The events of this till, as they come. */
    async *events(signal: AbortSignal): AsyncGenerator<Payment> {
      const response = await ask(till, `${url}/v1/events`)
      if (!response.ok || response.body === null) throw new Error(`no stream: ${response.status}`)
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      signal.addEventListener('abort', () => void reader.cancel())
      let rest = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        const parts = (rest + value).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) {
          if (part.includes('event: refund')) continue
          const data = /^data: (.*)$/m.exec(part)?.[1]
          if (data !== undefined) yield paymentSchema.parse(JSON.parse(data))
        }
      }
    },
  }
}
