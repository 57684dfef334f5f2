import { describe, expect, it } from 'vitest'
import { createEventReader, followEvents, type News } from '../../adapters/backend/events.ts'
import type { StreamListener } from '../../adapters/undici-stream.ts'
import { handClock } from '../support/hand-clock.ts'

const event = (id: string, version: number): string =>
  `id: ${id}:${version}\ndata: ${JSON.stringify({ id, version, status: 'paid' })}\n\n`

function read(...chunks: readonly string[]): readonly News[] {
  const news: News[] = []
  const reader = createEventReader((one) => news.push(one))
  for (const chunk of chunks) reader(Buffer.from(chunk))
  return news
}

describe('events', () => {
  const stream = `:\n\n${event('one', 1)}:\n\n${event('two', 7)}`
  const both = [
    { id: 'one', version: 1 },
    { id: 'two', version: 7 },
  ]

  it('are read wherever the line is cut', () => {
    for (let at = 0; at <= stream.length; at += 1) {
      expect(read(stream.slice(0, at), stream.slice(at))).toEqual(both)
    }
  })

  it('that nobody can read are passed over', () => {
    expect(read('data: {"id":\n\n', 'data: 5\n\n', event('two', 7))).toEqual([both[1]])
  })

  it('about refunds are not taken for payments', () => {
    expect(read(`event: refund\n${event('one', 9)}`, event('two', 7))).toEqual([both[1]])
    const named = event('one', 9).replace('data: ', 'event: refund\ndata: ')
    expect(read(named, event('two', 7))).toEqual([both[1]])
  })

  it('without end do not fill the memory', () => {
    expect(read('data: '.padEnd(200_000, 'x'), '\n\n', event('two', 7))).toEqual([both[1]])
  })
})

describe('the line to the backend', () => {
  function world() {
    const clock = handClock()
    const listeners: StreamListener[] = []
    const calls: string[] = []
    const lights: boolean[] = []
    const news: News[] = []
    const stop = followEvents({
      client: {
        call: (name) => {
          calls.push(name)
          return Promise.resolve({ kind: 'no-answer', cause: 'broken', detail: '' })
        },
        signed: () => ({ url: 'https://backend.example/v1/events', headers: {} }),
        learnTime: () => undefined,
      },
      openStream: (_, listener) => {
        listeners.push(listener)
        return () => undefined
      },
      clock,
      connectTimeoutMs: 1_000,
      onNews: (one) => news.push(one),
      onLine: (stands) => lights.push(stands),
    })
    return { clock, listeners, calls, lights, news, stop }
  }

  it('is opened again when it breaks, in growing pauses, and at once after it stood', async () => {
    const w = world()
    const breaks = async (pauseMs: number): Promise<void> => {
      const before = w.listeners.length
      w.listeners.at(-1)?.ended('broken')
      await w.clock.advance(pauseMs - 1)
      expect(w.listeners).toHaveLength(before)
      await w.clock.advance(1)
      expect(w.listeners).toHaveLength(before + 1)
    }
    await breaks(500)
    await breaks(1_000)
    await breaks(2_000)
    w.listeners.at(-1)?.opened(200)
    await breaks(500)
    expect(w.lights).toEqual([false, false, false, true, false])
  })

  it('that is refused makes a call find out why', () => {
    const w = world()
    w.listeners.at(-1)?.opened(401)
    expect(w.calls).toEqual(['device'])
    expect(w.lights).toEqual([])
  })

  it('stays closed once it was closed', async () => {
    const w = world()
    w.stop()
    w.listeners.at(-1)?.ended('broken')
    await w.clock.advance(60_000)
    expect(w.listeners).toHaveLength(1)
  })
})
