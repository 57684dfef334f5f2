/** The simulator's own certificate authority, and what it signs: the API's certificate and the merchant's. */
import { generateKeyPair, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import forge from 'node-forge'

const DAY_MS = 86_400_000
/** Browsers and macOS refuse server certificates that live longer. */
const VALID_DAYS = 800
/** Made anew when less of their life is left than this. */
const RENEW_DAYS = 30

/** Paths of what integrators need, as the ready line names them. */
export interface CertificateFiles {
  readonly caFile: string
  readonly certificateFile: string
  readonly certificateKeyFile: string
  readonly p12File: string
  readonly p12Passphrase: string
  readonly serverCertificateFile: string
  readonly serverKeyFile: string
}

interface Identity {
  readonly certificate: forge.pki.Certificate
  readonly key: forge.pki.rsa.PrivateKey
}

/** RSA because merchants' certificates are; made natively because in JavaScript it takes seconds. */
async function newKeys(): Promise<{
  key: forge.pki.rsa.PrivateKey
  publicKey: forge.pki.rsa.PublicKey
}> {
  const made = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return {
    key: forge.pki.privateKeyFromPem(made.privateKey),
    publicKey: forge.pki.publicKeyFromPem(made.publicKey),
  }
}

async function issue(
  commonName: string,
  extensions: readonly object[],
  issuer?: Identity,
): Promise<Identity> {
  const { key, publicKey } = await newKeys()
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = publicKey
  // The first bit must be 0: the number is signed in ASN.1.
  certificate.serialNumber = `4${randomBytes(15).toString('hex')}`
  const startMs = performance.timeOrigin + performance.now()
  certificate.validity.notBefore = new Date(startMs - DAY_MS)
  certificate.validity.notAfter = new Date(startMs + VALID_DAYS * DAY_MS)
  const subject = [
    { name: 'commonName', value: commonName },
    { name: 'organizationName', value: 'Quick Pay simulator' },
  ]
  certificate.setSubject(subject)
  certificate.setIssuer(issuer ? issuer.certificate.subject.attributes : subject)
  certificate.setExtensions([...extensions, { name: 'subjectKeyIdentifier' }])
  certificate.sign(issuer?.key ?? key, forge.md.sha256.create())
  return { certificate, key }
}

const AUTHORITY = [
  { name: 'basicConstraints', cA: true, critical: true },
  { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
]

const SERVER = [
  { name: 'basicConstraints', cA: false },
  { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
  { name: 'extKeyUsage', serverAuth: true },
  {
    name: 'subjectAltName',
    altNames: [
      { type: 2, value: 'localhost' },
      { type: 7, ip: '127.0.0.1' },
      { type: 7, ip: '::1' },
    ],
  },
]

const CLIENT = [
  { name: 'basicConstraints', cA: false },
  { name: 'keyUsage', digitalSignature: true, critical: true },
  { name: 'extKeyUsage', clientAuth: true },
]

/** AES-256, because OpenSSL 3 refuses the RC2 of older p12 files. */
function p12Of({ key, certificate }: Identity, ca: Identity, passphrase: string): Buffer {
  const chain = [certificate, ca.certificate]
  const asn1 = forge.pkcs12.toPkcs12Asn1(key, chain, passphrase, {
    algorithm: 'aes256',
    friendlyName: 'merchant',
  })
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')
}

/** What answers of V3 are signed with. */
export interface PlatformIdentity {
  /** Serial number of the certificate, as X.509 readers give it. */
  readonly serial: string
  readonly certificatePem: string
  readonly keyPem: string
}

/** WeChat's own key and certificate of V3. */
export async function makePlatformIdentity(): Promise<PlatformIdentity> {
  const { certificate, key } = await issue('Quick Pay simulator platform', CLIENT)
  const certificatePem = forge.pki.certificateToPem(certificate)
  return {
    serial: new X509Certificate(certificatePem).serialNumber,
    certificatePem,
    keyPem: forge.pki.privateKeyToPem(key),
  }
}

const filesIn = (folder: string, mchId: string): CertificateFiles => ({
  caFile: path.join(folder, 'ca.pem'),
  serverCertificateFile: path.join(folder, 'server-cert.pem'),
  serverKeyFile: path.join(folder, 'server-key.pem'),
  certificateFile: path.join(folder, 'apiclient_cert.pem'),
  certificateKeyFile: path.join(folder, 'apiclient_key.pem'),
  p12File: path.join(folder, 'apiclient_cert.p12'),
  // WeChat's own p12 files have the merchant id for a passphrase.
  p12Passphrase: mchId,
})

function areGood(files: CertificateFiles, mchId: string): boolean {
  const needed = [
    files.caFile,
    files.serverCertificateFile,
    files.serverKeyFile,
    files.certificateFile,
    files.certificateKeyFile,
    files.p12File,
  ]
  if (!needed.every((file) => existsSync(file))) return false
  const client = new X509Certificate(readFileSync(files.certificateFile))
  const leftMs = Date.parse(client.validTo) - (performance.timeOrigin + performance.now())
  return client.subject.includes(`CN=${mchId}`) && leftMs > RENEW_DAYS * DAY_MS
}

/** Finds the certificates of a data folder, or makes them (about half a second). */
export async function prepareCertificates(
  folder: string,
  mchId: string,
): Promise<CertificateFiles> {
  const files = filesIn(folder, mchId)
  if (areGood(files, mchId)) return files
  const ca = await issue('Quick Pay simulator CA', AUTHORITY)
  const [server, client] = await Promise.all([
    issue('localhost', SERVER, ca),
    issue(mchId, CLIENT, ca),
  ])
  const secret = { mode: 0o600 }
  writeFileSync(files.caFile, forge.pki.certificateToPem(ca.certificate))
  writeFileSync(files.serverCertificateFile, forge.pki.certificateToPem(server.certificate))
  writeFileSync(files.serverKeyFile, forge.pki.privateKeyToPem(server.key), secret)
  writeFileSync(files.certificateFile, forge.pki.certificateToPem(client.certificate))
  writeFileSync(files.certificateKeyFile, forge.pki.privateKeyToPem(client.key), secret)
  writeFileSync(files.p12File, p12Of(client, ca, mchId), secret)
  return files
}
