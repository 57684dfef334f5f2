import { paymentSchema } from '../../app/contract/rest-payments.ts'
import type { Clock } from '../../app/ports.ts'
import type { OpenStream } from '../undici-stream.ts'
import type { BackendClient } from './client.ts'

/** A payment of this till is at this version. News may come late, twice and in any order. */
export interface News {
  readonly id: string
  readonly version: number
}

/** What following needs. */
export interface FollowParts {
  readonly client: BackendClient
  readonly openStream: OpenStream
  readonly clock: Clock
  readonly connectTimeoutMs: number
  readonly onNews: (news: News) => void
  /** The line stands, or does not any more: a light, nothing else depends on it. */
  readonly onLine: (stands: boolean, detail: string) => void
}

/** The backend says something at least every 15 s. */
const SILENCE_MS_MAX = 40_000
const CALL_MS = 6_000
const AGAIN_MS_MIN = 500
const AGAIN_MS_MAX = 15_000
/** More than any event; a line without end must not fill the memory. */
const EVENT_CHARACTERS_MAX = 100_000

/** Listens to what the backend tells this till, for ever and over new lines, until it is closed. */
export function followEvents(parts: FollowParts): () => void {
  const { client, openStream, clock, connectTimeoutMs, onNews, onLine } = parts
  let closed = false
  let pauseMs = AGAIN_MS_MIN
  let stop = (): void => undefined

  const connect = (): void => {
    if (closed) return
    const reader = createEventReader(onNews)
    const { url, headers } = client.signed('events')
    stop = openStream(
      { url, headers, connectTimeoutMs, silenceMsMax: SILENCE_MS_MAX },
      {
        opened(status) {
          // A call learns what is wrong, and mends it where it is only the clock.
          if (status !== 200) return void client.call('device', { timeoutMs: CALL_MS })
          pauseMs = AGAIN_MS_MIN
          onLine(true, '')
        },
        bytes: reader,
        ended(why) {
          onLine(false, why)
          stop = clock.after(pauseMs, connect)
          pauseMs = Math.min(pauseMs * 2, AGAIN_MS_MAX)
        },
      },
    )
  }
  connect()
  return () => {
    closed = true
    stop()
  }
}

/** Takes server-sent events apart (HTML standard, section 9.2.6), as far as the contract uses them. */
export function createEventReader(onNews: (news: News) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder()
  let rest = ''
  return (chunk) => {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    // The rest of an event that is too long will not be readable, and is passed over like any other.
    if (rest.length > EVENT_CHARACTERS_MAX) rest = ''
    for (const block of blocks) {
      // Named events are about refunds: their ids and versions are not payments'.
      if (/^event: /m.test(block)) continue
      const data = /^data: (.*)$/m.exec(block)?.[1]
      const news = data === undefined ? null : readNews(data)
      if (news !== null) onNews(news)
    }
  }
}

function readNews(data: string): News | null {
  try {
    const read = paymentSchema.pick({ id: true, version: true }).safeParse(JSON.parse(data))
    return read.success ? read.data : null
  } catch {
    // Not of the contract: it is no news, and the next question settles everything.
    return null
  }
}
