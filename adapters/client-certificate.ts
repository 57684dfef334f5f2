import { createPrivateKey, X509Certificate } from 'node:crypto'
import { fail, type Result, succeed } from '../app/result.ts'

/** The merchant's client certificate, checked: it can be read and its key belongs to it. */
export interface ClientCertificate {
  /** PEM: the certificate, then what came with it. */
  readonly certificate: string
  /** PEM, not encrypted. Secret. */
  readonly key: string
  /** Who it was issued to; WeChat Pay writes the merchant id here. */
  readonly commonName: string
  readonly validFromMs: number
  readonly validToMs: number
}

/** What the merchant was given: a PEM pair, or one PKCS#12 file. */
export type CertificateSource =
  | { readonly kind: 'pem'; readonly certificate: string; readonly key: string }
  | { readonly kind: 'p12'; readonly file: Uint8Array; readonly passphrase: string }

/** Why it cannot be used. */
export type CertificateError =
  | { readonly kind: 'no-certificate' }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'unreadable-certificate' }
  /** Includes keys protected by a passphrase: WeChat Pay's own file is not. */
  | { readonly kind: 'unreadable-key' }
  /** Certificate and key are of different pairs. */
  | { readonly kind: 'key-mismatch' }
  | { readonly kind: 'not-a-p12' }
  | { readonly kind: 'wrong-passphrase' }
  /** Encrypted in a way this program cannot undo. `openssl pkcs12 -in FILE -out FILE.pem -nodes` converts it. */
  | { readonly kind: 'unsupported-p12' }

/** Reads and checks a client certificate, so that a wrong one is noticed at set-up and not at the first revoke. */
export async function loadCertificate(
  source: CertificateSource,
): Promise<Result<ClientCertificate, CertificateError>> {
  if (source.kind === 'pem') return loadPair(source)
  // A third of a megabyte of code that a till with a PEM pair need not compile at every start.
  const { openP12 } = await import('./pkcs12.ts')
  const pair = openP12(source.file, source.passphrase)
  return pair.ok ? loadPair(pair.value) : pair
}

/** A certificate and its key as PEM texts. */
export interface PemPair {
  readonly certificate: string
  readonly key: string
}

/** Checks a PEM pair. */
export function loadPair({
  certificate,
  key,
}: PemPair): Result<ClientCertificate, CertificateError> {
  if (!certificate.includes('-----BEGIN CERTIFICATE-----')) return fail({ kind: 'no-certificate' })
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) return fail({ kind: 'no-key' })
  const parsed = attempt(() => new X509Certificate(certificate))
  if (parsed === undefined) return fail({ kind: 'unreadable-certificate' })
  const parsedKey = attempt(() => createPrivateKey(key))
  if (parsedKey === undefined) return fail({ kind: 'unreadable-key' })
  if (!parsed.checkPrivateKey(parsedKey)) return fail({ kind: 'key-mismatch' })
  return succeed({
    certificate,
    key,
    commonName: /^CN=(.*)$/m.exec(parsed.subject)?.[1] ?? '',
    validFromMs: Date.parse(parsed.validFrom),
    validToMs: Date.parse(parsed.validTo),
  })
}

/** For libraries that say "cannot be read" by throwing. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
