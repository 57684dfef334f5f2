import { existsSync, readFileSync } from 'node:fs'
import tls from 'node:tls'
import { PEM_BLOCK } from './trust.ts'

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
