import { generateKeyPairSync } from 'node:crypto'
import tls from 'node:tls'
import { describe, expect, it } from 'vitest'
import { type CertificateSource, loadCertificate } from '../../adapters/client-certificate.ts'
import { RC2_P12 } from './rc2-p12.ts'
import { createTestAuthority, packP12 } from './test-authority.ts'

const authority = createTestAuthority('Issuer')
const validTo = new Date('2031-01-02T03:04:05Z')
const merchant = authority.issue({ commonName: '10000100', validTo })
const other = authority.issue({ commonName: '10000200' })
const issuers = [authority.certificate]

const kindOf = async (source: CertificateSource): Promise<string> => {
  const loaded = await loadCertificate(source)
  return loaded.ok ? `CN ${loaded.value.commonName}` : loaded.error.kind
}
const p12 = (file: Uint8Array, passphrase: string): Promise<string> =>
  kindOf({ kind: 'p12', file, passphrase })

describe('loadCertificate', () => {
  it.each([
    ['PEM', { kind: 'pem', ...merchant }],
    [
      'PEM with its issuer',
      { kind: 'pem', ...merchant, certificate: merchant.certificate + authority.certificate },
    ],
    [
      'p12, issuer first',
      { kind: 'p12', file: packP12(merchant, 'x', '3des', issuers), passphrase: 'x' },
    ],
    [
      'p12 of today',
      { kind: 'p12', file: packP12(merchant, 'x', 'aes256', issuers), passphrase: 'x' },
    ],
  ] as const)('reads %s', async (_, source) => {
    const loaded = await loadCertificate(source)
    if (!loaded.ok) throw new Error(loaded.error.kind)
    expect(loaded.value).toMatchObject({ commonName: '10000100', validToMs: validTo.getTime() })
    // What TLS itself says about the pair.
    const { certificate: cert, key } = loaded.value
    expect(() => tls.createSecureContext({ cert, key })).not.toThrow()
  })

  it('reads a p12 that OpenSSL 3 refuses', async () => {
    const file = Buffer.from(RC2_P12, 'base64')
    expect(await p12(file, '10000100')).toBe('CN 10000100')
    expect(await p12(file, '10000101')).toBe('wrong-passphrase')
  })

  it('says what is wrong with a PEM pair', async () => {
    const encrypted = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' },
    }).privateKey
    const { certificate, key } = merchant
    const pem = (change: Partial<typeof merchant>): Promise<string> =>
      kindOf({ kind: 'pem', certificate, key, ...change })
    expect(await pem({ certificate: '' })).toBe('no-certificate')
    expect(await pem({ certificate: key })).toBe('no-certificate')
    expect(await pem({ key: '' })).toBe('no-key')
    expect(await pem({ key: certificate })).toBe('no-key')
    expect(await pem({ certificate: certificate.replace(/MII.{40}/, 'MII') })).toBe(
      'unreadable-certificate',
    )
    expect(await pem({ key: key.slice(0, 400) })).toBe('unreadable-key')
    expect(await pem({ key: encrypted })).toBe('unreadable-key')
    expect(await pem({ key: other.key })).toBe('key-mismatch')
  })

  it('says what is wrong with a p12', async () => {
    const file = packP12(merchant, 'right', 'aes256')
    expect(await p12(file, 'wrong')).toBe('wrong-passphrase')
    expect(await p12(file, '')).toBe('wrong-passphrase')
    expect(await p12(file.subarray(0, 200), 'right')).toBe('not-a-p12')
    expect(await p12(new Uint8Array(), '')).toBe('not-a-p12')
    expect(await p12(new TextEncoder().encode(merchant.certificate), '')).toBe('not-a-p12')
    expect(await p12(new Uint8Array([0x30, 3, 2, 1, 3]), '')).toBe('not-a-p12')
    const mixed = packP12({ key: merchant.key, certificate: other.certificate }, 'x', '3des')
    expect(await p12(mixed, 'x')).toBe('key-mismatch')
  })
})
