import forge from 'node-forge'
import { fail, type Result, succeed } from '../app/result.ts'
import { attempt, type CertificateError, type PemPair } from './client-certificate.ts'

/**
 * Opens a PKCS#12 file without OpenSSL, because WeChat Pay's own p12 files use RC2, which OpenSSL 3 refuses and
 * Electron's BoringSSL does not: this way both behave the same.
 */
export function openP12(file: Uint8Array, passphrase: string): Result<PemPair, CertificateError> {
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

function pairOf(p12: forge.pkcs12.Pkcs12Pfx): Result<PemPair, CertificateError> {
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
