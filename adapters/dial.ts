import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import type { LineTrouble } from '../app/access-check/line-trouble.ts'
import type { NotSentCause } from '../app/ports.ts'
import { fail, type Result, succeed } from '../app/result.ts'

/** Where to connect and how to prove who is there. */
export interface Target {
  readonly host: string
  readonly port: number
  /** `http://` or `https://` address of a proxy, perhaps with user and password; null for none. */
  readonly proxy: string | null
  /** Trusted authorities, and the client certificate if one is to be shown; null speaks without TLS. */
  readonly context: tls.SecureContext | null
  /** What checks an `https://` proxy: never shows the client certificate. */
  readonly proxyContext: tls.SecureContext
  readonly timeoutMs: number
}

/** Why there is no connection. Nothing of a request existed on the wire. */
export interface DialError {
  readonly cause: NotSentCause
  readonly detail: string
  /** The same in one word, for whoever has to mend it. */
  readonly trouble: LineTrouble
}

/** What breaks below TLS: says nothing about who is at the other end. */
const LINE_ERRORS = [
  'ECONNRESET', 'ECONNABORTED', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH',
  'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL',
] // prettier-ignore

/** The library's own code and message, short enough for a log. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const code = codeOf(error)
  // The library's text around these is memory addresses and source lines.
  if (code.startsWith('ERR_SSL_')) return code
  const text = error.message.split('\n')[0] ?? ''
  return (text.includes(code) || code === '' ? text || code : `${code}: ${text}`).slice(0, 200)
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : ''

/** Raised inside this file to end a dial with an outcome of our own. */
class DialStopped extends Error {
  readonly trouble: LineTrouble
  constructor(message: string, trouble: LineTrouble) {
    super(message)
    this.trouble = trouble
  }
}

/** What the libraries' codes mean for whoever set this computer up. */
const TROUBLES: readonly (readonly [code: RegExp, trouble: LineTrouble])[] = [
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'no-name'],
  [/^ECONNREFUSED$/, 'closed-port'],
  [/^ETIMEDOUT$/, 'slow'],
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/, 'outside-validity'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'other-name'],
  [/^(?:UNABLE_TO_(?:GET_ISSUER|VERIFY)_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|CERT_UNTRUSTED|INVALID_CA)$/, 'unknown-authority'],
  [/^(?:ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTPS?_(?:PROXY_)?REQUEST)|EPROTO)$/, 'no-tls'],
] // prettier-ignore

/** While the way leads to a proxy its troubles are the proxy's. */
function troubleOf(error: Error, phase: 'connect' | 'tls', viaProxy: boolean): LineTrouble {
  if (error instanceof DialStopped) return error.trouble
  if (phase === 'connect' && viaProxy) return 'proxy-away'
  const known = TROUBLES.find(([code]) => code.test(codeOf(error)))?.[1]
  return known ?? (phase === 'connect' ? 'no-route' : 'broken-handshake')
}

/**
 * Opens a TLS connection whose other end proved to be `host`, or says why not. Never rejects; when the time is
 * over, what was open is destroyed.
 */
export function dial(target: Target): Promise<Result<Socket, DialError>> {
  return new Promise((resolve) => {
    const opened: { destroy(): void }[] = []
    let phase: 'connect' | 'tls' = 'connect'
    const giveUp = (error: Error): void => {
      clearTimeout(timer)
      for (const one of opened) one.destroy()
      const proof = phase === 'tls' && !LINE_ERRORS.includes(codeOf(error))
      const cause = error instanceof DialStopped || !proof ? 'unreachable' : 'tls'
      const trouble = troubleOf(error, phase, target.proxy !== null)
      resolve(fail({ cause, detail: describe(error), trouble }))
    }
    const timer = setTimeout(() => {
      const missing = phase === 'tls' ? 'handshake' : 'connection'
      giveUp(new DialStopped(`no ${missing} in time`, 'slow'))
    }, target.timeoutMs)
    const closed = (): void =>
      giveUp(new DialStopped('closed before it was ready', 'broken-handshake'))
    const take = (socket: Socket, ready: 'connect' | 'secureConnect'): void => {
      opened.push(socket)
      // Stays for good: an error is always followed by `close`, which whoever uses the socket watches.
      socket.on('error', giveUp)
      socket.once('close', closed)
      socket.once(ready, () => {
        clearTimeout(timer)
        socket.off('close', closed)
        resolve(succeed(socket))
      })
    }
    const { host, port, context, proxy } = target
    const secure = (under: Socket | null, own: tls.SecureContext): void => {
      const socket = tls.connect(tlsOptions(target, own, under))
      if (under !== null) phase = 'tls'
      socket.once('connect', () => (phase = 'tls'))
      take(socket, 'secureConnect')
    }
    if (context === null) take(net.connect({ host: bare(host), port }), 'connect')
    else if (proxy === null) secure(null, context)
    else tunnel(target, proxy, { opened, secure: (under) => secure(under, context), giveUp })
  })
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

type Options = tls.ConnectionOptions &
  Pick<net.TcpSocketConnectOpts, 'autoSelectFamilyAttemptTimeout'>

function tlsOptions(
  target: Target,
  secureContext: tls.SecureContext,
  under: Socket | null,
): Options {
  const host = bare(target.host)
  return {
    host,
    port: target.port,
    ...(under === null ? {} : { socket: under }),
    // Server names are for names: an address may not be one (RFC 6066).
    servername: net.isIP(host) === 0 ? host : '',
    secureContext,
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    // The runtime allows each address 250 ms, too little for a bad line.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(target.timeoutMs / 3)),
  }
}

interface Dialling {
  readonly opened: { destroy(): void }[]
  readonly secure: (under: Socket) => void
  readonly giveUp: (error: Error) => void
}

/** Name and password in a proxy's address, "name:password"; null when they are not well-formed. */
function proxyUser(url: URL): string | null {
  try {
    return `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  } catch {
    return null
  }
}

/** Asks a proxy for a line to the target (RFC 9110, section 9.3.6) and goes on with TLS inside it. */
function tunnel(target: Target, proxy: string, { opened, secure, giveUp }: Dialling): void {
  const url = URL.canParse(proxy) ? new URL(proxy) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    giveUp(new DialStopped('the proxy is neither http:// nor https://', 'proxy-address'))
    return
  }
  const authority = `${target.host}:${target.port}`
  const user = proxyUser(url)
  if (user === null) {
    giveUp(new DialStopped('name or password of the proxy are not readable', 'proxy-address'))
    return
  }
  const asks = url.protocol === 'https:' ? https : http
  const request = asks.request({
    method: 'CONNECT',
    host: bare(url.hostname),
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: authority,
    agent: false,
    headers: {
      host: authority,
      ...(user === ':'
        ? {}
        : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }),
    },
    ...(url.protocol === 'https:' ? { secureContext: target.proxyContext } : {}),
  })
  opened.push(request)
  request.once('error', giveUp)
  const refused = (status = 0): void =>
    giveUp(
      new DialStopped(`proxy says ${status}`, status === 407 ? 'proxy-login' : 'proxy-refuses'),
    )
  request.once('response', ({ statusCode }) => refused(statusCode))
  request.once('connect', ({ statusCode }, socket, head) => {
    opened.push(socket)
    if (statusCode !== 200) refused(statusCode)
    else if (head.length > 0)
      giveUp(new DialStopped('the proxy talks before it is asked', 'proxy-refuses'))
    else secure(socket)
  })
  request.end()
}
