import { createPrivateKey, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
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
export function loadCertificate(
  source: CertificateSource,
): Result<ClientCertificate, CertificateError> {
  const pair = source.kind === 'pem' ? succeed(source) : openP12(source.file, source.passphrase)
  return pair.ok ? checkPair(pair.value) : pair
}

interface Pair {
  readonly certificate: string
  readonly key: string
}

function checkPair({ certificate, key }: Pair): Result<ClientCertificate, CertificateError> {
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
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/**
 * Opens the file without OpenSSL, because WeChat Pay's own p12 files use RC2, which OpenSSL 3 refuses and
 * Electron's BoringSSL does not: this way both behave the same.
 */
function openP12(file: Uint8Array, passphrase: string): Result<Pair, CertificateError> {
  const bytes = forge.util.createBuffer(forge.util.binary.raw.encode(file))
  const asn1 = attempt(() => forge.asn1.fromDer(bytes))
  if (asn1 === undefined) return fail({ kind: 'not-a-p12' })
  try {
    return pairOf(forge.pkcs12.pkcs12FromAsn1(asn1, true, passphrase))
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/invalid password|mac could not be verified/i.test(message)) {
      return fail({ kind: 'wrong-passphrase' })
    }
    if (message.includes('Cannot read PKCS#12 PFX')) return fail({ kind: 'not-a-p12' })
    return fail({ kind: 'unsupported-p12' })
  }
}

function pairOf(p12: forge.pkcs12.Pkcs12Pfx): Result<Pair, CertificateError> {
  const { certBag, pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids
  const bags = (type: string | undefined): readonly forge.pkcs12.Bag[] =>
    type === undefined ? [] : (p12.getBags({ bagType: type })[type] ?? [])
  const keys = [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)]
  const key = keys.find((bag) => bag.key)
  const certificates = bags(certBag).flatMap((bag) => (bag.cert ? [bag.cert] : []))
  if (key?.key === undefined || key.key === null) {
    // WeChat Pay issues RSA; a key of another kind is there, but not understood.
    return fail({ kind: keys.length > 0 ? 'unsupported-p12' : 'no-key' })
  }
  // The file may hold the issuers too, in any order: the merchant's own has the key's modulus.
  const publicKey = forge.pki.setRsaPublicKey(key.key.n, key.key.e)
  const wanted = forge.pki.publicKeyToPem(publicKey)
  const isOwn = (one: forge.pki.Certificate): boolean =>
    'n' in one.publicKey && forge.pki.publicKeyToPem(one.publicKey) === wanted
  const own = certificates.filter(isOwn)
  if (certificates.length === 0) return fail({ kind: 'no-certificate' })
  if (own.length === 0) return fail({ kind: 'key-mismatch' })
  const ordered = [...own, ...certificates.filter((one) => !own.includes(one))]
  return succeed({
    certificate: ordered.map((one) => forge.pki.certificateToPem(one)).join(''),
    key: forge.pki.privateKeyToPem(key.key),
  })
}
