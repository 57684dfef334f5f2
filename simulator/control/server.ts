/** The control port: JSON calls, the phone page, and its events. On 127.0.0.1 only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Books } from '../books.ts'
import { publicFile } from '../public-files.ts'
import { type ControlRoute, problem, type Reply } from './route.ts'

const BODY_BYTES_MAX = 64 * 1024

export interface ControlServer {
  readonly port: number
  readonly close: () => Promise<void>
}

/** Another web page must not press buttons here, nor reach us under a name of its own. */
function isOurs({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host)) return false
  return origin === undefined || origin === `http://${host}`
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    // Without an encoding a request yields buffers.
    chunks.push(chunk)
    size += chunk.length
    if (size > BODY_BYTES_MAX) return undefined
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function replyTo(
  routes: readonly ControlRoute[],
  request: IncomingMessage,
  url: URL,
): Promise<Reply> {
  const { method = 'GET' } = request
  for (const { method: wanted, pattern, run } of routes) {
    const match = wanted === method ? pattern.exec(url.pathname) : null
    if (!match) continue
    const ask = method === 'GET' ? Object.fromEntries(url.searchParams) : await readJson(request)
    return await run(ask, decodeURIComponent(match[1] ?? ''))
  }
  return (method === 'GET' ? publicFile(url.pathname) : null) ?? problem(404, 'no-such-address')
}

/** Everything comes from here, and nothing runs that is not a file of ours. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'text') {
    response.writeHead(200, { ...HEADERS, 'content-type': reply.contentType }).end(reply.text)
    return
  }
  const [status, value] =
    reply.kind === 'json' ? [200, reply.value] : [reply.status, { error: { kind: reply.problem } }]
  const type = { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...HEADERS, ...type }).end(JSON.stringify(value))
}

/** Clients keep lines for a while and would send into one that is just being closed, so theirs end first. */
const IDLE_MS = 60_000

/** Tells a page that something changed; what it is, the page asks for. */
function sendEvents(books: Books, response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' })
  response.write('data: hello\n\n')
  let told = false
  const stop = books.onChange((record) => {
    if (record.kind === 'request' || record.kind === 'clock' || told) return
    // Changes come in bundles: a payment is several records. One word for all of them.
    told = true
    setImmediate(() => {
      told = false
      response.write('data: changed\n\n')
    })
  })
  response.on('close', stop)
}

export function startControlServer({
  port,
  routes,
  books,
  onBug,
}: {
  port: number
  routes: readonly ControlRoute[]
  books: Books
  onBug: (error: unknown) => void
}): Promise<ControlServer> {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (!isOurs(request)) {
      response.writeHead(403, HEADERS).end(JSON.stringify({ error: { kind: 'not-from-here' } }))
      return
    }
    const events = /^\/payers\/[^/]+\/events$/.test(url.pathname)
    if (events) return sendEvents(books, response)
    send(response, await replyTo(routes, request, url))
  }
  const server = createServer({ keepAliveTimeout: IDLE_MS }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      onBug(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  return listening(server, port)
}

const listening = (server: Server, port: number): Promise<ControlServer> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      resolve({
        // A listening TCP server has an address with a port.
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
