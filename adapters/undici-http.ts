import { succeed } from '../app/result.ts'
import type {
  ConnectionWish,
  Http,
  HttpAnswer,
  HttpReading,
  HttpRequest,
} from '../app/wechat/http.ts'
import { describe } from './dial.ts'
import { createIdleLines } from './idle-lines.ts'
import { createWayFinder, inTime, type Line, openLine, type Way, type WayOptions } from './line.ts'

export interface UndiciHttpOptions extends WayOptions {
  /**
   * How long an unused connection is kept. Short, because the other side drops idle ones too, and a request written at
   * that very moment is a request of unknown outcome.
   */
  readonly idleMsMax?: number
  /** How many unused connections are kept to one host for one purpose: as many as calls are made at once. */
  readonly idleLinesMax?: number
}

/** A request of either kind. */
export type AnyRequest = HttpRequest & { readonly method: 'GET' | 'POST' }

/** `close` drops all idle connections. */
export type UndiciHttp = Http &
  HttpReading & {
    readonly send: (request: AnyRequest) => Promise<HttpAnswer>
    readonly close: () => void
  }

const IDLE_MS_MAX = 15_000
/** What a till needs: a payment, and a query of another one. */
const IDLE_LINES_MAX = 2

/** `Http` on undici. Connections are opened here and handed to undici, so that "no byte was sent" is proven, not guessed. */
export function createUndiciHttp(options: UndiciHttpOptions): UndiciHttp {
  const idleMsMax = options.idleMsMax ?? IDLE_MS_MAX
  const idle = createIdleLines<Line>(idleMsMax, options.idleLinesMax ?? IDLE_LINES_MAX)
  const dialling = new Map<string, Promise<unknown>>()
  const findWay = createWayFinder(options)

  const open = (way: Way, timeoutMs: number) => openLine(way, { timeoutMs, idleMsMax })

  const prepareConnection = async (wish: ConnectionWish): Promise<boolean> => {
    const way = await findWay(wish, wish.connectTimeoutMs)
    if (!way.ok) return false
    const { key } = way.value
    if (idle.has(key, idleMsMax / 2)) return true
    const opening = open(way.value, wish.connectTimeoutMs)
    dialling.set(key, opening)
    const opened = await opening
    if (dialling.get(key) === opening) dialling.delete(key)
    if (opened.ok) idle.put(key, opened.value)
    return opened.ok
  }

  const send = async (request: AnyRequest): Promise<HttpAnswer> => {
    const startedMs = performance.now()
    const leftMs = (totalMs: number): number =>
      Math.max(1, totalMs - (performance.now() - startedMs))
    const connectMs = (): number => leftMs(Math.min(request.connectTimeoutMs, request.timeoutMs))
    const found = await findWay(request, connectMs())
    if (!found.ok) return { kind: 'not-sent', ...found.error }
    const way = found.value
    await inTime(dialling.get(way.key), connectMs())
    for (;;) {
      const used = await idle.take(way.key)
      const opened = used === undefined ? await open(way, connectMs()) : succeed(used)
      if (!opened.ok) return { kind: 'not-sent', ...opened.error }
      const line = opened.value
      const answer = await exchange(line, request, leftMs(request.timeoutMs))
      if (answer.kind === 'answered' && request.lastOnLine === true) line.drop()
      else if (answer.kind === 'answered') idle.put(way.key, line)
      // An idle connection that had died without taking a byte: nothing was sent, so the next one may try.
      if (answer.kind !== 'not-sent' || used === undefined) return answer
    }
  }

  return {
    send,
    post: (request) => send({ ...request, method: 'POST' }),
    get: (request) => send({ ...request, body: '', withCertificate: false, method: 'GET' }),
    prepareConnection,
    close: () => idle.close(),
  }
}

class TooLarge extends Error {}

/** One request on one line, within one deadline. A line that did not answer in full is destroyed. */
function exchange(line: Line, request: AnyRequest, timeoutMs: number): Promise<HttpAnswer> {
  const writtenBefore = line.socket.bytesWritten
  const lost = (cause: 'timeout' | 'broken' | 'too-large', detail: string): HttpAnswer => {
    line.drop()
    // Counts what was given to the socket, encrypted or not yet: unchanged means that not one byte was.
    return line.socket.bytesWritten === writtenBefore
      ? { kind: 'not-sent', cause: 'unreachable', detail }
      : { kind: 'no-answer', cause, detail }
  }
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve(lost('timeout', `no answer within ${Math.round(timeoutMs)} ms`)),
      timeoutMs,
    )
    const failed = (error: unknown): HttpAnswer =>
      error instanceof TooLarge
        ? lost('too-large', `more than ${request.bodyBytesMax} bytes`)
        : lost('broken', describe(error))
    void askOn(line, request)
      .catch(failed)
      .then((answer) => {
        clearTimeout(timer)
        resolve(answer)
      })
  })
}

async function askOn({ client }: Line, request: AnyRequest): Promise<HttpAnswer> {
  const { pathname, search } = new URL(request.url)
  const { statusCode, headers, body } = await client.request({
    path: pathname + search,
    method: request.method,
    headers: request.headers,
    body: request.method === 'GET' ? null : request.body,
  })
  const chunks: Uint8Array[] = []
  let size = 0
  // Typed as any value, but without an encoding undici reads buffers.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > request.bodyBytesMax) throw new TooLarge()
    if (request.onBytes === undefined) chunks.push(chunk)
    else request.onBytes(chunk)
  }
  const dateMs = Date.parse(String(headers['date'] ?? ''))
  return {
    kind: 'answered',
    status: statusCode,
    body: Buffer.concat(chunks),
    dateMs: Number.isNaN(dateMs) ? null : dateMs,
    ...(request.method === 'GET' ? { headers: textsOf(headers) } : {}),
  }
}

/** Headers that came once; of the others nobody could say which one counts. */
const textsOf = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  )
