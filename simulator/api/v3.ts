/** V3, as far as it is needed for bills outside the mainland: signed GETs, signed answers, and certificates that are sealed. */
import { createCipheriv, createHash, createSign, createVerify, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Random } from '../../app/ports.ts'
import { type PlatformIdentity, makePlatformIdentity } from '../certificates.ts'
import type { FaultyAnswer } from '../faults/behaviour.ts'
import type { Operation } from '../model.ts'
import type { World } from '../world.ts'
import type { Headers } from './arrange.ts'
import type { BillEdit } from './bill.ts'
import { statement, type StatementOutcome } from './statement.ts'

/** What V3 knows of the merchant, and what it signs with itself: made when somebody first asks. */
export interface V3Desk {
  readonly serial: string
  readonly certificate: X509Certificate
  readonly platform: () => Promise<PlatformIdentity>
  /** Signs with another key from now on, as WeChat does from time to time. */
  readonly renew: () => void
}

export function openV3Desk(certificateFile: string): V3Desk {
  const certificate = new X509Certificate(readFileSync(certificateFile))
  let made: Promise<PlatformIdentity> | null = null
  return {
    serial: certificate.serialNumber,
    certificate,
    platform: () => (made ??= makePlatformIdentity()),
    renew() {
      made = null
    },
  }
}

export const V3_PATHS: ReadonlyMap<string, Operation> = new Map([
  ['/v3/global/statements', 'bill'],
  ['/v3/global/certificates', 'certificates'],
])

export interface V3Request {
  readonly method: string
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: Headers
  /** When it came, by real time: signatures know no simulated one. */
  readonly atMs: number
}

export interface V3Answer {
  readonly status: number
  readonly contentType: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  /** In a word, for the books. */
  readonly note: string
}

interface V3Parts {
  readonly desk: V3Desk
  readonly world: World
  readonly billEdits: readonly BillEdit[]
  readonly answer: FaultyAnswer | undefined
}

interface Told {
  readonly status: number
  readonly contentType: string
  readonly bytes: Buffer
  readonly packed: boolean
  /** What is signed in place of the text. */
  readonly signed?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly note: string
}

/** Answers a V3 request, whoever sent it. */
export async function serveV3(parts: V3Parts, request: V3Request): Promise<V3Answer> {
  const { desk, world, answer } = parts
  const refused = checkRequest(desk, world, request)
  const told = refused ?? (await carryOut(parts, request))
  const platform = await desk.platform()
  const plain =
    answer?.kind === 'altered' ? Buffer.concat([told.bytes, Buffer.from(' ')]) : told.bytes
  const body = told.packed ? gzipSync(plain) : plain
  const signed = sign(platform, { random: world.random, body: told.signed ?? told.bytes, answer })
  return {
    status: told.status,
    contentType: told.contentType,
    body,
    headers: {
      ...told.headers,
      ...(told.packed ? { 'content-encoding': 'gzip' } : {}),
      ...signed,
    },
    note: told.note,
  }
}

const error = (status: number, code: string, message: string): Told => ({
  status,
  contentType: 'application/json; charset=utf-8',
  bytes: Buffer.from(JSON.stringify({ code, message })),
  packed: false,
  note: code,
})

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 '
const CLOCK_APART_S = 300

/** Null: it is the merchant's, and signed just now. */
function checkRequest(
  { certificate, serial }: V3Desk,
  { merchant }: World,
  { method, path, query, headers, atMs }: V3Request,
): Told | null {
  const header = String(headers['authorization'] ?? '')
  if (!header.startsWith(SCHEME)) return error(401, 'SIGN_ERROR', 'Http头Authorization值格式错误')
  const parts = new Map(
    [...header.slice(SCHEME.length).matchAll(/(\w+)="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
  const of = (name: string): string => parts.get(name) ?? ''
  if (of('mchid') !== merchant.mchId) return error(401, 'SIGN_ERROR', '商户号不存在')
  if (of('serial_no') !== serial) return error(401, 'SIGN_ERROR', '商户证书序列号有误')
  const apartS = Math.abs(Number(of('timestamp')) - atMs / 1_000)
  if (!(apartS < CLOCK_APART_S)) return error(401, 'SIGN_ERROR', 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟') // prettier-ignore
  if (!/^.{1,32}$/.test(of('nonce_str'))) return error(401, 'SIGN_ERROR', 'nonce_str')
  const target = query === '' ? path : `${path}?${query}`
  const message = `${method}\n${target}\n${of('timestamp')}\n${of('nonce_str')}\n\n`
  const right = createVerify('sha256')
    .update(message)
    .verify(certificate.publicKey, of('signature'), 'base64')
  if (!right) return error(401, 'SIGN_ERROR', '签名错误')
  return method === 'GET' ? null : error(405, 'PARAM_ERROR', 'method')
}

async function carryOut(
  { desk, world, billEdits }: V3Parts,
  { path, query, headers }: V3Request,
): Promise<Told> {
  if (path === '/v3/global/certificates') return certificates(await desk.platform(), world)
  const packed = String(headers['accept-encoding'] ?? '').includes('gzip')
  const outcome = statement(world, new URLSearchParams(query), billEdits)
  return toldOf(outcome, packed)
}

function toldOf(outcome: StatementOutcome, packed: boolean): Told {
  if (outcome.kind === 'refused') return error(outcome.status, outcome.code, outcome.message)
  const sha1 = createHash('sha1').update(outcome.bytes).digest('hex')
  return {
    status: 200,
    contentType: 'text/plain; charset=utf-8',
    bytes: outcome.bytes,
    packed,
    signed: `{"sha1":"${sha1}"}`,
    headers: { 'Wechatpay-Statement-Sha1': sha1 },
    note: 'SUCCESS',
  }
}

function certificates(platform: PlatformIdentity, { merchant, random }: World): Told {
  const nonce = random.letters(12)
  const cipher = createCipheriv('aes-256-gcm', merchant.apiV3Key, nonce)
  cipher.setAAD(Buffer.from('certificate'))
  const sealed = Buffer.concat([
    cipher.update(platform.certificatePem, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const { validFrom, validTo } = new X509Certificate(platform.certificatePem)
  const data = [
    {
      serial_no: platform.serial,
      effective_time: new Date(validFrom).toISOString(),
      expire_time: new Date(validTo).toISOString(),
      encrypt_certificate: {
        algorithm: 'AEAD_AES_256_GCM',
        nonce,
        associated_data: 'certificate',
        ciphertext: sealed.toString('base64'),
      },
    },
  ]
  return {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    bytes: Buffer.from(JSON.stringify({ data })),
    packed: false,
    note: 'SUCCESS',
  }
}

interface ToSign {
  readonly random: Random
  readonly body: string | Buffer
  readonly answer: FaultyAnswer | undefined
}

function sign(
  { serial, keyPem }: PlatformIdentity,
  { random, body, answer }: ToSign,
): Readonly<Record<string, string>> {
  if (answer?.kind === 'no-signature') return {}
  const timestamp = String(Math.floor((performance.timeOrigin + performance.now()) / 1_000))
  const nonce = random.letters(32)
  const text = `${timestamp}\n${nonce}\n${body.toString()}\n`
  const right = createSign('sha256').update(text).sign(keyPem)
  // The right form, and surely wrong.
  const signature =
    answer?.kind === 'forged' || answer?.kind === 'other-key' ? right.map((byte) => 255 - byte) : right // prettier-ignore
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': serial,
    'Wechatpay-Signature': Buffer.from(signature).toString('base64'),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}
