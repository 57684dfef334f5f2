/** The HTTPS end of the API: certificates, connections, and the moment at which a request's first byte came. */
import { createServer as createHttpsServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { readFileSync } from 'node:fs'
import type { TLSSocket } from 'node:tls'
import type { Clock } from '../../app/ports.ts'
import type { CertificateFiles } from '../certificates.ts'
import { deliver } from './deliver.ts'
import { type ApiAnswer, type ApiRequest } from './serve.ts'

const BODY_BYTES_MAX = 256 * 1024

export interface ApiServer {
  readonly port: number
  readonly close: () => Promise<void>
}

export interface ApiServerOptions {
  readonly files: CertificateFiles
  readonly port: number
  /** Addresses to listen on; those after the first may be missing on a machine. */
  readonly hosts: readonly string[]
  readonly clock: Clock
  readonly answer: (request: ApiRequest) => Promise<ApiAnswer>
  readonly onBug: (error: unknown) => void
}

const realNowMs = (): number => performance.timeOrigin + performance.now()

const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    // Without an encoding a request yields buffers.
    chunks.push(chunk)
    size += chunk.length
    if (size > BODY_BYTES_MAX) return null
  }
  return Buffer.concat(chunks)
}

/** Notes when the first byte of each request was decrypted, which `request` events are too late for. */
function firstBytes(server: Server): (socket: Socket) => number {
  const arrived = new WeakMap<Socket, number>()
  server.on('secureConnection', (socket) => {
    socket.prependListener('data', () => {
      if (!arrived.has(socket)) arrived.set(socket, realNowMs())
    })
  })
  return (socket) => {
    const firstByteAtMs = arrived.get(socket) ?? realNowMs()
    arrived.delete(socket)
    return firstByteAtMs
  }
}

function createApi({ files, clock, answer, onBug }: ApiServerOptions): Server {
  const ca = readFileSync(files.caFile)
  const server = createHttpsServer({
    ca,
    cert: Buffer.concat([readFileSync(files.serverCertificateFile), ca]),
    key: readFileSync(files.serverKeyFile),
    minVersion: 'TLSv1.2',
    // Asked of everybody, demanded where the path begins with /secapi: as WeChat does.
    requestCert: true,
    rejectUnauthorized: false,
    // As long as WeChat's own: a client that comes back on an idle line finds it open.
    keepAliveTimeout: 60_000,
  })
  const raw = new Map<string, Socket>()
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket)
    raw.set(name, socket)
    socket.on('close', () => raw.delete(name))
    // A client that gives up is its own business.
    socket.on('error', () => socket.destroy())
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  const firstByteOf = firstBytes(server)

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const socket = request.socket as TLSSocket // an HTTPS server has no other
    const firstByteAtMs = firstByteOf(socket)
    const body = await readBody(request)
    if (!body) return void socket.destroy()
    const { method = '', url = '', headers } = request
    const [path = '', query = ''] = url.split('?')
    const hasCertificate = socket.authorized
    const made = await answer({ method, path, query, headers, body, hasCertificate, firstByteAtMs })
    if (!response.destroyed) deliver(made, { response, tcp: raw.get(nameOf(socket)), clock })
  }
  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // Clients hang up in the middle of a body; everything else is a bug of ours.
      if (!request.socket.destroyed) onBug(error)
      response.destroy()
    })
  })
  return server
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      // A listening TCP server has an address with a port.
      resolve((server.address() as AddressInfo).port)
    })
  })

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** Starts the API on every address that there is. All use one port. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const [first = '127.0.0.1', ...others] = options.hosts
  const main = createApi(options)
  const port = await listen(main, options.port, first)
  const servers = [main]
  for (const host of others) {
    const server = createApi(options)
    // A machine without IPv6 can do without this one.
    const listening = await listen(server, port, host).catch(() => 0)
    if (listening === port) servers.push(server)
  }
  return { port, close: async () => void (await Promise.all(servers.map(close))) }
}
