import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type CertificateError,
  type CertificateSource,
  type ClientCertificate,
  loadCertificate,
} from '../adapters/client-certificate.ts'
import { type AuthorityError, readAuthorities } from '../adapters/trust.ts'
import type { SecretNames, WechatConfiguration } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { fail, type Result, succeed } from '../app/result.ts'

/** What proves to WeChat that this is the merchant, read from files or from the secrets. */
export interface Credentials {
  readonly apiKey: string
  /** V3's key, for statements; null where there is none. */
  readonly apiV3Key: string | null
  readonly certificate: ClientCertificate
  /** Additional certificate authorities to trust, PEM. */
  readonly authorities: readonly string[]
}

/** Why one of them cannot be used, and the field that names it. */
export interface CredentialError {
  readonly at: string
  readonly reason:
    | 'missing'
    | 'not-32-characters'
    | (AuthorityError | CertificateError)['kind']
    /** The file cannot be read; what the system says about it. */
    | { readonly unreadable: string }
}

/** Where credentials come from: files beside the configuration, and the till's secrets. */
export interface CredentialParts {
  readonly wechat: WechatConfiguration
  readonly folder: string
  readonly secret: (name: SecretNames) => string | undefined
}

type Read<T> = Result<T, CredentialError>

/** An API key, v2 or v3, has 32 characters (merchant portal). */
const API_KEY_LENGTH = 32

/** Collects the credentials. A till that cannot revoke must not sell: without a certificate it is refused. */
export async function readCredentials(
  parts: CredentialParts,
): Promise<Result<Credentials, StartFault>> {
  const apiKey = readApiKey(parts)
  if (!apiKey.ok) return fail(missing(apiKey.error))
  const apiV3Key = readApiV3Key(parts)
  if (!apiV3Key.ok) return fail(missing(apiV3Key.error))
  const authorities = readOwnAuthorities(parts)
  if (!authorities.ok) return fail(missing(authorities.error))
  const certificate = await readCertificate(parts)
  if (!certificate.ok) return fail(missing(certificate.error))
  return succeed({
    apiKey: apiKey.value,
    apiV3Key: apiV3Key.value,
    authorities: authorities.value,
    certificate: certificate.value,
  })
}

const missing = ({ at, reason }: CredentialError): StartFault => ({
  kind: 'credentials-missing',
  at,
  reason: typeof reason === 'string' ? reason : reason.unreadable,
})

/** The key that signs. */
export function readApiKey({ wechat, folder, secret }: CredentialParts): Read<string> {
  const at = 'apiKeyFile'
  const file = fileText(at, folder, wechat.apiKeyFile)
  if (!file.ok) return file
  const apiKey = file.value === null ? secret('apiKey') : file.value.trim()
  if (apiKey === undefined || apiKey === '') return fail({ at, reason: 'missing' })
  return apiKey.length === API_KEY_LENGTH
    ? succeed(apiKey)
    : fail({ at, reason: 'not-32-characters' })
}

/** The key that opens what V3 seals; null: no payment needs it. */
function readApiV3Key({ wechat, folder, secret }: CredentialParts): Read<string | null> {
  const at = 'apiV3KeyFile'
  const file = fileText(at, folder, wechat.apiV3KeyFile)
  if (!file.ok) return file
  const key = file.value === null ? secret('apiV3Key') : file.value.trim()
  if (key === undefined || key === '') return succeed(null)
  return key.length === API_KEY_LENGTH ? succeed(key) : fail({ at, reason: 'not-32-characters' })
}

/** Certificate authorities that this set-up trusts beside the system's. */
export function readOwnAuthorities({
  wechat,
  folder,
}: Pick<CredentialParts, 'wechat' | 'folder'>): Read<readonly string[]> {
  const at = 'caFile'
  const file = fileText(at, folder, wechat.caFile)
  if (!file.ok) return file
  if (file.value === null) return succeed([])
  const authorities = readAuthorities(file.value)
  return authorities.ok ? authorities : fail({ at, reason: authorities.error.kind })
}

/** What is shown to WeChat where money goes back. */
export async function readCertificate(parts: CredentialParts): Promise<Read<ClientCertificate>> {
  const at = parts.wechat.p12File === undefined ? 'certificateFile' : 'p12File'
  const source = certificateFrom(at, parts)
  if (!source.ok) return source
  const certificate = await loadCertificate(source.value)
  return certificate.ok ? certificate : fail({ at, reason: certificate.error.kind })
}

function certificateFrom(
  at: string,
  { wechat, folder, secret }: CredentialParts,
): Read<CertificateSource> {
  // WeChat protects the p12 with the merchant id unless the merchant changed it.
  const passphrase = wechat.p12Passphrase ?? secret('p12Passphrase') ?? wechat.mchId
  const p12File = fileBytes(at, folder, wechat.p12File)
  if (!p12File.ok) return p12File
  if (p12File.value !== null) return succeed({ kind: 'p12', file: p12File.value, passphrase })
  if (wechat.certificateFile !== undefined && wechat.certificateKeyFile !== undefined) {
    const certificate = fileText(at, folder, wechat.certificateFile)
    if (!certificate.ok) return certificate
    const key = fileText('certificateKeyFile', folder, wechat.certificateKeyFile)
    if (!key.ok) return key
    return succeed({ kind: 'pem', certificate: certificate.value ?? '', key: key.value ?? '' })
  }
  const certificate = secret('certificatePem')
  const key = secret('certificateKeyPem')
  if (certificate !== undefined && key !== undefined) {
    return succeed({ kind: 'pem', certificate, key })
  }
  const p12 = secret('p12Base64')
  if (p12 === undefined) return fail({ at, reason: 'missing' })
  return succeed({ kind: 'p12', file: Buffer.from(p12, 'base64'), passphrase })
}

/** The bytes of a file that the set-up names; null when it names none. */
function fileBytes(at: string, folder: string, name: string | undefined): Read<Buffer | null> {
  if (name === undefined) return succeed(null)
  try {
    return succeed(readFileSync(path.resolve(folder, name)))
  } catch (error) {
    const unreadable = error instanceof Error ? error.message : 'unreadable'
    return fail({ at, reason: { unreadable } })
  }
}

function fileText(at: string, folder: string, name: string | undefined): Read<string | null> {
  const bytes = fileBytes(at, folder, name)
  return bytes.ok ? succeed(bytes.value?.toString('utf8') ?? null) : bytes
}
