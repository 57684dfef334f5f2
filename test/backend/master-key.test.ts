import { describe, expect, it } from 'vitest'
import { newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { redact } from '../../backend/log.ts'

const [old, fresh] = [newMasterKey(), newMasterKey()]

describe('a master key', () => {
  it('opens what it sealed, for that merchant only', () => {
    const key = readMasterKey(old)
    const sealed = key.seal('secret', 'merchant-1')
    expect(key.open(sealed, 'merchant-1')).toBe('secret')
    expect(() => key.open(sealed, 'merchant-2')).toThrow('authenticate')
    expect(sealed.toString('latin1')).not.toContain('secret')
    const last = sealed.length - 1
    sealed[last] = (sealed[last] ?? 0) ^ 1
    expect(() => key.open(sealed, 'merchant-1')).toThrow('authenticate')
  })

  it('is rotated: the first of a ring seals, all of it open', () => {
    const sealed = readMasterKey(old).seal('secret', 'm')
    const ring = readMasterKey(`${fresh}\n${old}\n`)
    expect(ring.open(sealed, 'm')).toBe('secret')
    expect([ring.isOld(sealed), ring.isOld(ring.seal('secret', 'm'))]).toEqual([true, false])
    expect(() => readMasterKey(fresh).open(sealed, 'm')).toThrow('not in the ring')
  })

  it.each(['', 'short', 'A'.repeat(40)])('is never %j', (text) => {
    expect(() => readMasterKey(text)).toThrow('master key')
  })
})

it('the log hides codes, keys and passwords by their shape', () => {
  const line = redact(
    '{"a":"134000000000000001","b":"-----BEGIN PRIVATE KEY-----\\nMIG\\n-----END PRIVATE KEY-----","c":"postgres://p:hunter2@h/d","d":"20251121000000000000000000000001"}',
  )
  expect(line).toBe(
    '{"a":"[hidden]","b":"[hidden]","c":"postgres://p:[hidden]@h/d","d":"20251121000000000000000000000001"}',
  )
})
