import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import tls from 'node:tls'
import { fail, type Result, succeed } from '../app/result.ts'

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Why a file cannot be a list of certificate authorities. */
export type AuthorityError =
  | { readonly kind: 'no-certificate' }
  | { readonly kind: 'unreadable-certificate'; readonly number: number }

/** Reads the certificates of a PEM file; refuses the whole file when one cannot be read. */
export function readAuthorities(pem: string): Result<readonly string[], AuthorityError> {
  const blocks = pem.match(PEM_BLOCK) ?? []
  if (blocks.length === 0) return fail({ kind: 'no-certificate' })
  const bad = blocks.findIndex((block) => !isCertificate(block))
  if (bad >= 0) return fail({ kind: 'unreadable-certificate', number: bad + 1 })
  return succeed(blocks)
}

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

/** Where Linux distributions keep the store that administrators extend: Debian, Fedora, openSUSE, Alpine. */
const LINUX_STORES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/**
 * The authorities that this machine trusts: the runtime's own list and the system's, where companies add
 * the one of their inspecting proxy. Node before 22.15 cannot ask the system; on Linux its file is read then.
 */
export function systemAuthorities(): readonly string[] {
  // Absent from older runtimes, although its type says otherwise.
  const list: typeof tls.getCACertificates | undefined = tls.getCACertificates
  if (list !== undefined) return [...new Set([...list('default'), ...list('system')])]
  const store = LINUX_STORES.find((path) => existsSync(path))
  const system = store === undefined ? [] : (readFileSync(store, 'utf8').match(PEM_BLOCK) ?? [])
  return [...new Set([...tls.rootCertificates, ...system])]
}
