import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { gunzip } from '../../adapters/gunzip.ts'

describe('gunzip', () => {
  const text = '\uFEFF交易时间,商户号\r\n'.repeat(100)

  it('unpacks what fits', async () => {
    const size = Buffer.byteLength(text)
    const answer = await gunzip(gzipSync(text), size)
    expect(answer.kind === 'unpacked' ? Buffer.from(answer.body).toString() : answer).toBe(text)
  })

  it('stops at the limit', async () => {
    const bomb = gzipSync(new Uint8Array(10_000_000))
    expect(bomb.length).toBeLessThan(10_100)
    expect(await gunzip(bomb, 1_000)).toEqual({ kind: 'too-large' })
  })

  it('notices damage', async () => {
    const packed = gzipSync(text)
    expect(await gunzip(packed.subarray(0, -9), 1_000_000)).toEqual({ kind: 'broken' })
    expect(await gunzip(new Uint8Array(), 10)).toEqual({ kind: 'broken' })
    expect(await gunzip(new TextEncoder().encode('<xml/>'), 10)).toEqual({ kind: 'broken' })
    packed[20] = (packed[20] ?? 0) ^ 0xff
    expect(await gunzip(packed, 1_000_000)).toEqual({ kind: 'broken' })
  })
})
