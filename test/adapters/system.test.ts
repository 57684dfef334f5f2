import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { localAddress } from '../../adapters/local-address.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { systemRandom } from '../../adapters/system-random.ts'
import { findFieldError } from '../../app/wechat/field-rules.ts'

describe('systemClock', () => {
  it('says the time', () => {
    const before = Date.now()
    const now = systemClock.nowMs()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
  })

  it('runs work once, in order of the pauses, and not when cancelled', async () => {
    const ran: string[] = []
    await new Promise<void>((resolve) => {
      systemClock.after(20, () => {
        ran.push('late')
        resolve()
      })
      const cancel = systemClock.after(5, () => ran.push('cancelled'))
      const cancelLate = systemClock.after(-1, () => ran.push('first'))
      systemClock.after(10, () => {
        ran.push('second')
        cancelLate()
      })
      cancel()
      cancel()
    })
    expect(ran).toEqual(['first', 'second', 'late'])
  })

  it('does not fire early when the pause is longer than a timer can hold', async () => {
    let ran = false
    const cancel = systemClock.after(2 ** 31 + 1_000, () => (ran = true))
    await new Promise<void>((resolve) => void systemClock.after(5, resolve))
    cancel()
    expect(ran).toBe(false)
  })
})

describe('systemRandom', () => {
  it('makes what was asked for', () => {
    expect(systemRandom.digits(200)).toMatch(/^\d{200}$/)
    expect(systemRandom.letters(200)).toMatch(/^[A-Za-z0-9]{200}$/)
    expect(systemRandom.digits(0)).toBe('')
  })

  it('uses every character, and does not repeat itself', () => {
    expect(new Set(systemRandom.digits(1_000)).size).toBe(10)
    expect(new Set(systemRandom.letters(5_000)).size).toBe(62)
    const nonces = Array.from({ length: 1_000 }, () => systemRandom.letters(32))
    expect(new Set(nonces).size).toBe(1_000)
  })
})

describe('localAddress', () => {
  const one = (address: string, internal = false): NetworkInterfaceInfo =>
    address.includes(':')
      ? { address, internal, family: 'IPv6', netmask: '', mac: '', cidr: null, scopeid: 0 }
      : { address, internal, family: 'IPv4', netmask: '', mac: '', cidr: null }

  it('prefers what another machine could reach', () => {
    const lo = [one('127.0.0.1', true), one('::1', true)]
    const odd = [one('169.254.3.4'), one('fe80::1')]
    expect(localAddress({ lo, odd, eth0: [one('2001:db8::5'), one('192.168.1.5')] })).toBe(
      '192.168.1.5',
    )
    expect(localAddress({ lo, odd, eth0: [one('2001:db8::5')] })).toBe('2001:db8::5')
    expect(localAddress({ lo, odd })).toBe('127.0.0.1')
    expect(findFieldError([['spbill_create_ip', localAddress()]])).toBeNull()
  })
})
