import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type CertificateSource,
  type ClientCertificate,
  loadCertificate,
} from '../adapters/client-certificate.ts'
import { readAuthorities } from '../adapters/trust.ts'
import type { SecretNames, WechatConfiguration } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { fail, type Result, succeed } from '../app/result.ts'

/** What proves to WeChat that this is the merchant, read from files or from the secrets. */
export interface Credentials {
  readonly apiKey: string
  readonly certificate: ClientCertificate
  /** Additional certificate authorities to trust, PEM. */
  readonly authorities: readonly string[]
}

/** An API v2 key has 32 characters (merchant portal). */
const API_KEY_LENGTH = 32

type Get = (name: SecretNames) => string | undefined

/** Collects the credentials. A till that cannot revoke must not sell: without a certificate it is refused. */
export async function readCredentials(
  wechat: WechatConfiguration,
  folder: string,
  secret: Get,
): Promise<Result<Credentials, StartFault>> {
  const missing = (at: string, reason: string): Result<Credentials, StartFault> =>
    fail({ kind: 'credentials-missing', at, reason })
  const file = (name: string): Buffer => readFileSync(path.resolve(folder, name))
  let at = 'apiKeyFile'
  try {
    const apiKey =
      wechat.apiKeyFile === undefined
        ? secret('apiKey')
        : file(wechat.apiKeyFile).toString('utf8').trim()
    if (apiKey === undefined || apiKey === '') return missing(at, 'missing')
    if (apiKey.length !== API_KEY_LENGTH) return missing(at, 'not-32-characters')
    at = 'caFile'
    const ca = wechat.caFile === undefined ? null : file(wechat.caFile).toString('utf8')
    const authorities = ca === null ? succeed([]) : readAuthorities(ca)
    if (!authorities.ok) return missing(at, authorities.error.kind)
    at = wechat.p12File === undefined ? 'certificateFile' : 'p12File'
    const source = certificateFrom(wechat, file, secret)
    if (source === null) return missing(at, 'missing')
    const certificate = await loadCertificate(source)
    if (!certificate.ok) return missing(at, certificate.error.kind)
    return succeed({ apiKey, certificate: certificate.value, authorities: authorities.value })
  } catch (error) {
    return missing(at, error instanceof Error ? error.message : 'unreadable')
  }
}

function certificateFrom(
  wechat: WechatConfiguration,
  file: (name: string) => Buffer,
  secret: Get,
): CertificateSource | null {
  // WeChat protects the p12 with the merchant id unless the merchant changed it.
  const passphrase = wechat.p12Passphrase ?? secret('p12Passphrase') ?? wechat.mchId
  if (wechat.p12File !== undefined) return { kind: 'p12', file: file(wechat.p12File), passphrase }
  if (wechat.certificateFile !== undefined && wechat.certificateKeyFile !== undefined) {
    const certificate = file(wechat.certificateFile).toString('utf8')
    return { kind: 'pem', certificate, key: file(wechat.certificateKeyFile).toString('utf8') }
  }
  const certificate = secret('certificatePem')
  const key = secret('certificateKeyPem')
  if (certificate !== undefined && key !== undefined) return { kind: 'pem', certificate, key }
  const p12 = secret('p12Base64')
  if (p12 === undefined) return null
  return { kind: 'p12', file: Buffer.from(p12, 'base64'), passphrase }
}
