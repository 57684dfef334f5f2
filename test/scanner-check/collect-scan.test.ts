import { expect, it } from 'vitest'
import { collectScan } from '../../hardware/scanner-check/collect-scan.ts'
import type { HeardScan } from '../../hardware/scanner-check/judge-bytes.ts'
import { handClock } from '../support/hand-clock.ts'

/** A scan ends with an x; what comes before may be its beginning. */
function collector() {
  const clock = handClock(0)
  const heard: (HeardScan & { readonly text: string; readonly restMissing: boolean })[] = []
  const scan = collectScan((one, restMissing) => {
    const text = String.fromCharCode(...one.bytes)
    heard.push({ ...one, text, restMissing })
    return text.endsWith('x') ? 'over' : 'beginning'
  }, clock.after)
  const send = (text: string): void => scan.feed(new TextEncoder().encode(text), clock.nowMs())
  return { clock, scan, send, heard }
}

it('puts a scan together by the silence behind it', async () => {
  const t = collector()
  t.send('ab')
  await t.clock.advance(30)
  t.send('cx')
  await t.clock.advance(249)
  expect(t.heard).toEqual([])
  await t.clock.advance(1)
  expect(t.heard).toMatchObject([{ text: 'abcx', pauseMs: 30, restMissing: false }])
})

it('joins what comes behind a beginning, and says how long the pause was', async () => {
  const t = collector()
  t.send('ab')
  await t.clock.advance(900)
  t.send('x')
  await t.clock.advance(250)
  expect(t.heard.map(({ text }) => text)).toEqual(['ab', 'abx'])
  expect(t.heard[1]?.pauseMs).toBe(900)
})

it('says that the rest never came, and begins anew', async () => {
  const t = collector()
  t.send('ab')
  await t.clock.advance(2_250)
  expect(t.heard.at(-1)).toMatchObject({ text: 'ab', restMissing: true })
  t.send('cx')
  await t.clock.advance(250)
  expect(t.heard.at(-1)?.text).toBe('cx')
})

it('forgets half a scan of a device that went away, and never grows', async () => {
  const t = collector()
  t.send('ab')
  t.scan.reset()
  await t.clock.advance(5_000)
  expect(t.heard).toEqual([])
  t.send('y'.repeat(5_000))
  await t.clock.advance(250)
  expect(t.heard[0]?.bytes).toHaveLength(1024)
})
