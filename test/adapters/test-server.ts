import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import type { Identity } from './test-authority.ts'

/** What a server saw of one request. */
export interface Seen {
  readonly head: string
  readonly body: string
  /** 1 for the first connection the server took. */
  readonly connection: number
}

/** Whatever it does to the socket is the answer. */
export type Behaviour = (socket: tls.TLSSocket, seen: Seen) => void

export interface TestServer {
  readonly port: number
  readonly url: string
  /** Every request that arrived whole, in order. */
  readonly seen: readonly Seen[]
  readonly connections: () => number
  /** Ends when this many connections were taken. A client finishes the handshake before its server does. */
  readonly taken: (count: number) => Promise<void>
  /** Ends when all connections so far are closed, from either side. */
  readonly allClosed: () => Promise<void>
  readonly dropConnections: () => void
  readonly close: () => Promise<void>
}

const answerText = (body: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`

/** Answers with a body, and keeps the connection. */
export const answering =
  (body: string, headers = ''): Behaviour =>
  (socket) =>
    void socket.write(answerText(body, headers))

/** Sends these bytes as they are, and nothing more. */
export const sending =
  (text: string): Behaviour =>
  (socket) =>
    void socket.write(text)

interface Books {
  readonly event: string
  readonly sockets: Set<Duplex>
  count: number
}

function wrap(server: net.Server, books: Books, seen: readonly Seen[], host: string): TestServer {
  // A listening TCP server has an address object.
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `https://${host}:${port}`,
    seen,
    connections: () => books.count,
    taken: async (count) => {
      while (books.count < count) await once(server, books.event)
    },
    allClosed: async () => {
      const open = [...books.sockets].filter((socket) => !socket.destroyed)
      // Not `once` of node:events: it would reject for the error that may come before.
      await Promise.all(
        open.map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      )
    },
    dropConnections: () => books.sockets.forEach((socket) => socket.destroy()),
    close: async () => {
      books.sockets.forEach((socket) => socket.destroy())
      server.close()
      await once(server, 'close')
    },
  }
}

function track(server: net.Server | tls.Server, event: string): Books {
  const books: Books = { event, sockets: new Set(), count: 0 }
  server.on(event, (socket: Duplex) => {
    books.count += 1
    books.sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => books.sockets.delete(socket))
  })
  return books
}

export interface TlsServerWish {
  readonly identity: Identity
  readonly behave: Behaviour
  /** Name used in its URL. */
  readonly host?: string
  /** Demand a client certificate of this authority. */
  readonly clientAuthority?: string
}

/** Speaks real TLS and just enough HTTP to misbehave at every byte. */
export async function startTlsServer(wish: TlsServerWish): Promise<TestServer> {
  const seen: Seen[] = []
  const server = tls.createServer({
    key: wish.identity.key,
    cert: wish.identity.certificate,
    ...(wish.clientAuthority === undefined
      ? {}
      : { ca: wish.clientAuthority, requestCert: true, rejectUnauthorized: true }),
  })
  const books = track(server, 'secureConnection')
  server.on('secureConnection', (socket: tls.TLSSocket) => {
    const connection = books.count
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const [head = '', body] = text.split('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (body === undefined || Buffer.byteLength(body) < length) return
      text = ''
      const one = { head, body, connection }
      seen.push(one)
      wish.behave(socket, one)
    })
  })
  server.on('tlsClientError', (_, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return wrap(server, books, seen, wish.host ?? 'localhost')
}

/** A server that does as told with every TCP connection; no TLS at all. */
export async function startTcpServer(behave: (socket: net.Socket) => void): Promise<TestServer> {
  const server = net.createServer((socket) => {
    behave(socket)
    // Without a reader the end would never be noticed.
    socket.resume()
  })
  const books = track(server, 'connection')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return wrap(server, books, [], 'localhost')
}

/** A port nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = await startTcpServer(() => undefined)
  await server.close()
  return server.port
}

export interface TestProxy extends TestServer {
  /** Request line and authorization of every CONNECT. */
  readonly asked: readonly string[]
}

/** A CONNECT proxy; `status` other than 200 refuses. */
export async function startProxy(status = 200): Promise<TestProxy> {
  const asked: string[] = []
  const server = http.createServer()
  const books = track(server, 'connection')
  server.on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? '-'}`)
    socket.on('error', () => undefined)
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const port = Number(request.url?.split(':').at(-1))
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    socket.on('close', () => onward.destroy())
    onward.on('error', () => socket.destroy())
    onward.on('close', () => socket.destroy())
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { ...wrap(server, books, [], 'localhost'), asked }
}
