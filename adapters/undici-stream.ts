import type { ConnectionWish } from '../app/wechat/http.ts'
import { describe } from './dial.ts'
import { createWayFinder, openLine, type WayOptions } from './line.ts'

/** A long answer to listen to. */
export interface StreamRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly connectTimeoutMs: number
  /** Without a byte for this long the line is taken for dead. */
  readonly silenceMsMax: number
}

/** What is heard. After `ended` nothing more comes. */
export interface StreamListener {
  /** The answer has begun. */
  readonly opened: (status: number) => void
  readonly bytes: (chunk: Uint8Array) => void
  readonly ended: (why: string) => void
}

/** Opens a stream; the returned function ends it, and then `ended` is not called any more. */
export type OpenStream = (request: StreamRequest, listener: StreamListener) => () => void

/** Streams over connections of their own: none is ever shared with a call. */
export function createUndiciStreams(options: WayOptions): OpenStream {
  const findWay = createWayFinder(options)
  return (request, listener) => {
    const ending = new AbortController()
    void listen(request, listener, ending.signal).then((why) => {
      if (!ending.signal.aborted) listener.ended(why)
    })
    return () => ending.abort()
  }

  async function listen(
    request: StreamRequest,
    { opened, bytes }: StreamListener,
    signal: AbortSignal,
  ): Promise<string> {
    const { url, connectTimeoutMs, silenceMsMax } = request
    const wish: ConnectionWish = { url, connectTimeoutMs, withCertificate: false }
    const way = await findWay(wish, connectTimeoutMs)
    if (!way.ok) return way.error.detail
    const line = await openLine(way.value, {
      timeoutMs: connectTimeoutMs,
      idleMsMax: silenceMsMax,
    })
    if (!line.ok) return line.error.detail
    const { client, drop } = line.value
    let silence = setTimeout(drop, silenceMsMax)
    const heard = (): void => {
      clearTimeout(silence)
      silence = setTimeout(drop, silenceMsMax)
    }
    signal.addEventListener('abort', drop)
    if (signal.aborted) drop()
    try {
      const { pathname, search } = way.value.url
      const { statusCode, body } = await client.request({
        path: pathname + search,
        method: 'GET',
        headers: request.headers,
      })
      if (!signal.aborted) opened(statusCode)
      // Typed as any value, but without an encoding undici reads buffers.
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        heard()
        if (!signal.aborted) bytes(chunk)
      }
      return 'the other side ended it'
    } catch (error) {
      return describe(error)
    } finally {
      clearTimeout(silence)
      signal.removeEventListener('abort', drop)
      drop()
    }
  }
}
