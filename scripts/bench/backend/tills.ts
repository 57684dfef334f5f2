import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { SIGNING_HEADERS, textToSign } from '../../../app/contract/rest-signing.ts'
import type { Database } from '../../../backend/database.ts'
import { createTill, newId } from '../../../backend/directory.ts'

/** A till with its key, enrolled without the ceremony. */
export interface BenchTill {
  readonly tillId: string
  readonly deviceId: string
  readonly key: KeyObject
  /** 32 bytes in base64url. */
  readonly publicKey: string
}

export async function makeTill(sql: Database, storeId: string): Promise<BenchTill> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const raw = Buffer.from(x, 'base64url')
  const tillId = await createTill(sql, { storeId, name: 'load' })
  const deviceId = newId('device')
  await sql`insert into device (id, merchant_id, till_id, public_key)
    select ${deviceId}, merchant_id, id, ${raw} from till where id = ${tillId}`
  return { tillId, deviceId, key: privateKey, publicKey: x }
}

/** A request as the bytes that go out. Signed before the clock starts: tills sign on machines of their own. */
export function signedRequest(
  { deviceId, key }: BenchTill,
  method: string,
  path: string,
  body = '',
): Buffer {
  const nonce = randomBytes(12).toString('base64url')
  const timeMs = Date.now()
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const text = textToSign({ method, path, timeMs, nonce, bodyHash })
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: backend',
    `${SIGNING_HEADERS.device}: ${deviceId}`,
    `${SIGNING_HEADERS.time}: ${timeMs}`,
    `${SIGNING_HEADERS.nonce}: ${nonce}`,
    `${SIGNING_HEADERS.signature}: ${sign(null, Buffer.from(text), key).toString('base64url')}`,
    ...(body === '' ? [] : ['content-type: application/json']),
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** Processor time that one verification of a signature takes here and now: part of every request, and nobody can save it. */
export function verifyUs(): number {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const text = Buffer.alloc(200, 'x')
  const signature = sign(null, text, privateKey)
  const times = 2_000
  const before = process.cpuUsage()
  for (let done = 0; done < times; done += 1) verify(null, text, publicKey, signature)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}

let number = 0

/** A start that is answered after so many seconds, or as soon as WeChat has answered. `kind` is what the answerer goes by. */
export function startRequest(till: BenchTill, kind: 'P' | 'W' | 'H', waitSeconds: 0 | 2) {
  number += 1
  const id = `${kind}${process.pid}${Date.now()}${number}`.slice(0, 32)
  const body = JSON.stringify({
    id,
    amountMinor: 1280,
    currency: 'CNY',
    description: 'Demo Store-Tea',
    note: '',
    paymentCode: `10${String(number).padStart(16, '0')}`,
  })
  return { id, bytes: signedRequest(till, 'POST', `/v1/payments?wait=${waitSeconds}`, body) }
}

/** One connection that has one request under way. */
export class BenchLine {
  readonly #socket: Socket
  #text = ''
  #done: ((status: number) => void) | null = null

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.#socket = connect(Number(port), hostname)
    this.#socket.setNoDelay(true)
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (chunk: string) => this.#read(chunk))
    this.#socket.on('error', () => this.#done?.(0))
  }

  /** Sends a request; answers with the status. */
  ask(request: Buffer): Promise<number> {
    return new Promise((resolve) => {
      this.#done = resolve
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(chunk: string): void {
    this.#text += chunk
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.#text)?.[1] ?? 0)
    if (this.#text.length < end + 4 + length) return
    const status = Number(this.#text.slice(9, 12))
    this.#text = ''
    this.#done?.(status)
  }
}
