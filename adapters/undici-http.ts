import tls from 'node:tls'
import type { Client } from 'undici'
import { fail, type Result, succeed } from '../app/result.ts'
import type { ConnectionWish, Http, HttpAnswer, HttpRequest } from '../app/wechat/http.ts'
import type { ClientCertificate } from './client-certificate.ts'
import { describe, dial, type DialError, type Target } from './dial.ts'
import { createIdleLines } from './idle-lines.ts'
import type { FindProxy } from './proxy.ts'

export interface UndiciHttpOptions {
  /** PEM of every authority that may vouch for WeChat Pay; see `systemAuthorities` and `readAuthorities`. */
  readonly authorities: readonly string[]
  /** Null when there is none: calls that need it are then `not-sent`. */
  readonly certificate: ClientCertificate | null
  readonly findProxy: FindProxy
  /**
   * How long an unused connection is kept. Short, because the other side drops idle ones too, and a request written at
   * that very moment is a request of unknown outcome.
   */
  readonly idleMsMax?: number
}

/** `close` drops all idle connections. */
export type UndiciHttp = Http & { readonly close: () => void }

const IDLE_MS_MAX = 15_000
/** One connection and the client that speaks HTTP on it; never another connection, so nothing is ever sent twice. */
interface Line {
  readonly socket: tls.TLSSocket
  readonly client: Client
  readonly drop: () => void
}

/** Where a request goes. Lines with the same key are interchangeable. */
interface Way {
  readonly key: string
  readonly url: URL
  readonly target: Omit<Target, 'timeoutMs'>
}

/** `Http` on undici. Connections are opened here and handed to undici, so that "no byte was sent" is proven, not guessed. */
export function createUndiciHttp(options: UndiciHttpOptions): UndiciHttp {
  const idleMsMax = options.idleMsMax ?? IDLE_MS_MAX
  const idle = createIdleLines<Line>(idleMsMax)
  const dialling = new Map<string, Promise<unknown>>()
  const findWay = createWayFinder(options)

  const open = async (way: Way, timeoutMs: number): Promise<Result<Line, DialError>> => {
    // Half a megabyte of code: it is compiled during the first handshake, not while the till starts.
    const [dialled, undici] = await Promise.all([
      dial({ ...way.target, timeoutMs }),
      import('undici'),
    ])
    if (!dialled.ok) return dialled
    return succeed(createLine(undici, way.url.origin, dialled.value, idleMsMax))
  }

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

  const post = async (request: HttpRequest): Promise<HttpAnswer> => {
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

  return { post, prepareConnection, close: () => idle.close() }
}

/** Waits for work that was begun by somebody else, but not for long. */
async function inTime<T>(work: Promise<T> | undefined, timeoutMs: number): Promise<T | undefined> {
  if (work === undefined) return undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs)
  })
  const first = await Promise.race([work, late])
  clearTimeout(timer)
  return first
}

function createWayFinder({ authorities, certificate, findProxy }: UndiciHttpOptions) {
  const contextOf = (pair: ClientCertificate | null): tls.SecureContext =>
    tls.createSecureContext({
      ca: [...authorities],
      minVersion: 'TLSv1.2',
      ...(pair === null ? {} : { cert: pair.certificate, key: pair.key }),
    })
  // Parsing all authorities takes a while, so it happens once, and not before it is needed.
  const plain = once(() => contextOf(null))
  const personal = once(() => contextOf(certificate))

  return async (wish: ConnectionWish, timeoutMs: number): Promise<Result<Way, DialError>> => {
    const refused = (detail: string) => fail({ cause: 'configuration' as const, detail })
    if (!URL.canParse(wish.url)) return refused('the address is not a URL')
    const url = new URL(wish.url)
    if (url.protocol !== 'https:') return refused('the address is not https://')
    if (wish.withCertificate && certificate === null) return refused('no client certificate')
    const lookUp = findProxy(url.href).catch(() => undefined)
    const proxy = await inTime(lookUp, timeoutMs)
    if (proxy === undefined)
      return fail({ cause: 'unreachable', detail: 'the proxy look-up failed' })
    return succeed({
      key: `${url.origin} ${wish.withCertificate} ${proxy}`,
      url,
      target: {
        host: url.hostname,
        port: Number(url.port || '443'),
        proxy,
        context: wish.withCertificate ? personal() : plain(),
        proxyContext: plain(),
      },
    })
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function createLine(
  undici: { readonly Client: typeof Client },
  origin: string,
  socket: tls.TLSSocket,
  idleMsMax: number,
): Line {
  // Until the first request nobody reads: an idle server has nothing to say, and its good-bye must be noticed.
  const surprised = (): void => void socket.destroy()
  socket.on('data', surprised)
  let handedOver = false
  const client = new undici.Client(origin, {
    pipelining: 1,
    allowH2: false,
    // One deadline over the whole call replaces them; see `exchange`.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: idleMsMax,
    keepAliveMaxTimeout: idleMsMax,
    connect(_, done) {
      // Undici would reconnect and send what it still holds. It may not: outcomes are judged per connection.
      if (handedOver) return done(new Error('the connection is gone'), null)
      handedOver = true
      socket.off('data', surprised).pause()
      // Undici is still busy asking, and would not hear an answer right now.
      queueMicrotask(() => done(null, socket))
    },
  })
  const drop = (): void => {
    socket.destroy()
    void client.destroy()
  }
  return { socket, client, drop }
}

class TooLarge extends Error {}

/** One request on one line, within one deadline. A line that did not answer in full is destroyed. */
function exchange(line: Line, request: HttpRequest, timeoutMs: number): Promise<HttpAnswer> {
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
    void send(line, request)
      .catch(failed)
      .then((answer) => {
        clearTimeout(timer)
        resolve(answer)
      })
  })
}

async function send({ client }: Line, request: HttpRequest): Promise<HttpAnswer> {
  const { pathname, search } = new URL(request.url)
  const { statusCode, body } = await client.request({
    path: pathname + search,
    method: 'POST',
    headers: request.headers,
    body: request.body,
  })
  const chunks: Uint8Array[] = []
  let size = 0
  // Typed as any value, but without an encoding undici reads buffers.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > request.bodyBytesMax) throw new TooLarge()
    chunks.push(chunk)
  }
  return { kind: 'answered', status: statusCode, body: Buffer.concat(chunks) }
}
