import type { Socket } from 'node:net'
import tls from 'node:tls'
import type { Client } from 'undici'
import { fail, type Result, succeed } from '../app/result.ts'
import type { ConnectionWish } from '../app/wechat/http.ts'
import type { ClientCertificate } from './client-certificate.ts'
import { dial, type DialError, type Target } from './dial.ts'
import { isLoopback, type FindProxy } from './proxy.ts'

/** What is needed to find the way to an address. */
export interface WayOptions {
  /** PEM of every authority that may vouch for the other side; see `systemAuthorities` and `readAuthorities`. */
  readonly authorities: readonly string[]
  /** Null when there is none: calls that need it are then `not-sent`. */
  readonly certificate: ClientCertificate | null
  readonly findProxy: FindProxy
  /** Also speak without TLS, but only to this very machine. */
  readonly plainLoopback?: boolean
}

/** One connection and the client that speaks HTTP on it; never another connection, so nothing is ever sent twice. */
export interface Line {
  readonly socket: Socket
  readonly client: Client
  readonly drop: () => void
}

/** Where a request goes. Lines with the same key are interchangeable. */
export interface Way {
  readonly key: string
  readonly url: URL
  readonly target: Omit<Target, 'timeoutMs'>
}

/** Opens a connection whose other end proved who it is, for one request after the other. */
export async function openLine(
  way: Way,
  { timeoutMs, idleMsMax }: { readonly timeoutMs: number; readonly idleMsMax: number },
): Promise<Result<Line, DialError>> {
  // Half a megabyte of code, which no till that is only starting needs. Compiling it takes longer on a busy machine than a
  // connection may, so that time begins afterwards.
  const undici = await import('undici')
  const dialled = await dial({ ...way.target, timeoutMs })
  if (!dialled.ok) return dialled
  return succeed(createLine(undici, way.url.origin, { socket: dialled.value, idleMsMax }))
}

/** Waits for work that was begun by somebody else, but not for long. */
export async function inTime<T>(
  work: Promise<T> | undefined,
  timeoutMs: number,
): Promise<T | undefined> {
  if (work === undefined) return undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs)
  })
  const first = await Promise.race([work, late])
  clearTimeout(timer)
  return first
}

/** Finds the way to an address: proxy, authorities, certificate. */
export function createWayFinder({
  authorities,
  certificate,
  findProxy,
  plainLoopback = false,
}: WayOptions) {
  const contextOf = (pair: ClientCertificate | null): tls.SecureContext =>
    tls.createSecureContext({
      ca: [...authorities],
      minVersion: 'TLSv1.2',
      ...(pair === null ? {} : { cert: pair.certificate, key: pair.key }),
    })
  // Parsing all authorities takes a while, so it happens once, and not before it is needed.
  const impersonal = once(() => contextOf(null))
  const personal = once(() => contextOf(certificate))

  return async (wish: ConnectionWish, timeoutMs: number): Promise<Result<Way, DialError>> => {
    const refused = (detail: string) =>
      fail({ cause: 'configuration' as const, detail, trouble: 'set-up' as const })
    if (!URL.canParse(wish.url)) return refused('the address is not a URL')
    const url = new URL(wish.url)
    const plain = plainLoopback && url.protocol === 'http:' && isLoopback(url.hostname)
    if (url.protocol !== 'https:' && !plain) return refused('the address is not https://')
    if (wish.withCertificate && certificate === null) return refused('no client certificate')
    const lookUp = findProxy(url.href).catch(() => undefined)
    const proxy = await inTime(lookUp, timeoutMs)
    if (proxy === undefined) {
      const detail = 'the proxy look-up failed'
      return fail({ cause: 'unreachable', detail, trouble: 'proxy-address' })
    }
    return succeed({
      key: `${url.origin} ${wish.withCertificate} ${proxy}`,
      url,
      target: {
        host: url.hostname,
        port: Number(url.port || (plain ? '80' : '443')),
        proxy,
        context: plain ? null : wish.withCertificate ? personal() : impersonal(),
        proxyContext: impersonal(),
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
  { socket, idleMsMax }: { readonly socket: Socket; readonly idleMsMax: number },
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
