import { expect, it } from 'vitest'
import { fail, succeed } from '../../app/result.ts'
import { keepConnected } from '../../hardware/scanner/keep-connected.ts'
import type { OpenFailure, Transport } from '../../hardware/scanner/transport.ts'
import { handClock, settle } from '../support/hand-clock.ts'

/** A device that refuses in this way and notes when it was asked. */
function refusing(kind: OpenFailure['kind']) {
  const clock = handClock(0)
  const askedAtMs: number[] = []
  const transport: Transport = {
    open: () => {
      askedAtMs.push(clock.nowMs())
      return Promise.resolve(fail({ kind, detail: '' }))
    },
  }
  const none = () => undefined
  const kept = keepConnected(
    transport,
    { bytes: none, connected: none, lost: none, failed: none },
    clock.after,
  )
  return { clock, askedAtMs, kept }
}

it('looks five times a second for a device that is not there', async () => {
  const { clock, askedAtMs } = refusing('no-such-port')
  await clock.advance(1_000)
  expect(askedAtMs).toEqual([0, 200, 400, 600, 800, 1000])
})

it('asks a port that does not open less and less often', async () => {
  const { clock, askedAtMs } = refusing('port-busy')
  await clock.advance(10_000)
  expect(askedAtMs).toEqual([0, 200, 600, 1400, 3000, 5000, 7000, 9000])
})

it('does not ask for a driver again that does not load', async () => {
  const { clock, askedAtMs } = refusing('module-unavailable')
  await clock.advance(100_000)
  expect(askedAtMs).toEqual([0])
})

it('asks no more once closed', async () => {
  const { clock, askedAtMs, kept } = refusing('no-such-port')
  await clock.advance(300)
  await kept.close()
  await clock.advance(10_000)
  expect(askedAtMs).toEqual([0, 200])
})

it('lets go of a device that opens only after it was given up', async () => {
  let finish = (): void => undefined
  let closed = 0
  const heard: string[] = []
  const slow: Transport = {
    open: (on) =>
      new Promise((resolve) => {
        finish = () => {
          resolve(
            succeed({
              write: () => Promise.resolve(succeed(null)),
              close: () => {
                closed++
                return Promise.resolve()
              },
            }),
          )
          on.bytes(Uint8Array.of(1), 0)
        }
      }),
  }
  const kept = keepConnected(slow, {
    bytes: () => heard.push('bytes'),
    connected: () => heard.push('connected'),
    lost: () => heard.push('lost'),
    failed: () => heard.push('failed'),
  })
  await kept.close()
  finish()
  await settle()
  expect(closed).toBe(1)
  expect(heard).toEqual([])
})

it('hears of devices that come, looks seldom otherwise, and often while one settles', async () => {
  const clock = handClock(0)
  const askedAtMs: number[] = []
  let arrive = (): void => undefined
  let watching = true
  const transport: Transport = {
    arrivals: (run) => {
      arrive = run
      return () => {
        watching = false
      }
    },
    open: () => {
      askedAtMs.push(clock.nowMs())
      return Promise.resolve(fail({ kind: 'no-such-port', detail: '' }))
    },
  }
  const none = () => undefined
  const on = { bytes: none, connected: none, lost: none, failed: none }
  const kept = keepConnected(transport, on, clock.after)
  await clock.advance(1_500)
  expect(askedAtMs).toEqual([0, 1_000])
  arrive()
  await clock.advance(500)
  expect(askedAtMs).toEqual([0, 1_000, 1_520, 1_720, 1_920])
  await clock.advance(10_000)
  expect(askedAtMs.length).toBeLessThan(25)
  await kept.close()
  expect(watching).toBe(false)
})
