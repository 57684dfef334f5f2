import { generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'

/** A key and the certificate made for it, both PEM. */
export interface Identity {
  readonly key: string
  readonly certificate: string
}

export interface CertificateWish {
  readonly commonName: string
  /** DNS names and IP addresses; none for a client. */
  readonly names?: readonly string[]
  readonly validFrom?: Date
  readonly validTo?: Date
}

/** A certificate authority that exists only inside a test. */
export interface TestAuthority {
  readonly certificate: string
  readonly issue: (wish: CertificateWish) => Identity
}

const YEAR_MS = 365 * 86_400_000
let serial = 1

const newKey = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey

interface Issuer {
  readonly commonName: string
  readonly key: string
}

function certify(wish: CertificateWish, key: string, issuer: Issuer, isAuthority: boolean): string {
  const own = forge.pki.privateKeyFromPem(key)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.setRsaPublicKey(own.n, own.e)
  serial += 1
  certificate.serialNumber = `01${serial.toString(16).padStart(6, '0')}`
  certificate.validity.notBefore = wish.validFrom ?? new Date(Date.now() - YEAR_MS)
  certificate.validity.notAfter = wish.validTo ?? new Date(Date.now() + YEAR_MS)
  certificate.setSubject([{ name: 'commonName', value: wish.commonName }])
  certificate.setIssuer([{ name: 'commonName', value: issuer.commonName }])
  const altNames = (wish.names ?? []).map((name) =>
    /^[\d.]+$/.test(name) ? { type: 7, ip: name } : { type: 2, value: name },
  )
  certificate.setExtensions([
    { name: 'basicConstraints', cA: isAuthority },
    ...(isAuthority ? [{ name: 'keyUsage', keyCertSign: true, cRLSign: true }] : []),
    ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
  ])
  certificate.sign(forge.pki.privateKeyFromPem(issuer.key), forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate)
}

export function createTestAuthority(commonName: string): TestAuthority {
  const issuer = { commonName, key: newKey() }
  return {
    certificate: certify({ commonName }, issuer.key, issuer, true),
    issue: (wish) => {
      const key = newKey()
      return { key, certificate: certify(wish, key, issuer, false) }
    },
  }
}

/** Packs an identity the way WeChat Pay (`3des`: its newer files) or OpenSSL 3 (`aes256`) does. */
export function packP12(
  { key, certificate }: Identity,
  passphrase: string,
  algorithm: '3des' | 'aes256',
  others: readonly string[] = [],
): Uint8Array {
  const chain = [...others, certificate].map((pem) => forge.pki.certificateFromPem(pem))
  const asn1 = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), chain, passphrase, {
    algorithm,
    friendlyName: 'Tenpay Certificate',
  })
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')
}
