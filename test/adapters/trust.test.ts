import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { systemAuthorities } from '../../adapters/system-authorities.ts'
import { readAuthorities } from '../../adapters/trust.ts'
import { createTestAuthority } from './test-authority.ts'

const first = createTestAuthority('First').certificate
const second = createTestAuthority('Second').certificate

describe('readAuthorities', () => {
  it('finds every certificate of a file', () => {
    const file = `# two of them\r\n${first}\n-----BEGIN X509 CRL-----\n-----END X509 CRL-----\n${second}`
    const read = readAuthorities(file)
    const subjects = read.ok ? read.value.map((pem) => new X509Certificate(pem).subject) : read
    expect(subjects).toEqual(['CN=First', 'CN=Second'])
  })

  it('refuses a file without any, or with a damaged one', () => {
    expect(readAuthorities('')).toEqual({ ok: false, error: { kind: 'no-certificate' } })
    const damaged = first + second.replace(/MII.{40}/, 'MII')
    expect(readAuthorities(damaged)).toEqual({
      ok: false,
      error: { kind: 'unreadable-certificate', number: 2 },
    })
  })
})

describe('systemAuthorities', () => {
  it('knows the authorities that the public web is signed with, each once', () => {
    const list = systemAuthorities()
    expect(list.length).toBeGreaterThan(50)
    expect(new Set(list).size).toBe(list.length)
    const names = list.map((pem) => new X509Certificate(pem).subject).join('\n')
    expect(names).toContain('DigiCert Global Root')
  })
})
