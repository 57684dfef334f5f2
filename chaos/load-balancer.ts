import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { Random } from './random.ts'

/** Sends every request to a node that answered its last check, chosen anew each time. */
export interface LoadBalancer {
  readonly port: number
  /** From now on, a share of requests is sent to two nodes, as a proxy does that repeats what got no answer. */
  readonly setDoubling: (share: number) => void
  readonly doubled: () => number
  /** How many nodes pass their checks. */
  readonly living: () => number
  readonly close: () => void
}

const CHECK_EVERY_MS = 400
const CHECK_MS = 800

/** Asks a node whether it takes requests. */
function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/readyz', timeout: CHECK_MS })
    asked.on('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
    asked.on('close', () => resolve(false))
    asked.end()
  })
}

/** Opens a load balancer in front of nodes that are reached at `ports`. */
export async function openLoadBalancer(
  ports: readonly number[],
  random: Random,
): Promise<LoadBalancer> {
  let alive: readonly number[] = []
  let doubling = 0
  let doubled = 0
  let closed = false
  const check = async (): Promise<void> => {
    const ready = await Promise.all(ports.map(isReady))
    alive = ports.filter((_, index) => ready[index] === true)
    if (!closed) setTimeout(() => void check(), CHECK_EVERY_MS).unref()
  }
  const pick = (): number | undefined => alive[Math.floor(random.fraction() * alive.length)]

  const handle = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = []
    for await (const piece of asked as AsyncIterable<Buffer>) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const port = pick()
    if (port === undefined) {
      answer.writeHead(503, { 'content-type': 'text/html' })
      answer.end('<h1>503 No node</h1>')
      return
    }
    forward(asked, answer, { port, body })
    const second = pick()
    if (!random.chance(doubling) || second === undefined) return
    doubled += 1
    forward(asked, null, { port: second, body })
  }
  const server = createServer((asked, answer) => {
    answer.on('error', () => undefined)
    handle(asked, answer).catch(() => asked.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  await check()
  return {
    port: address.port,
    setDoubling: (share) => (doubling = share),
    doubled: () => doubled,
    living: () => alive.length,
    close() {
      closed = true
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Passes a request on, and its answer back as it comes. A node that breaks off breaks the asker's line too. */
function forward(
  asked: IncomingMessage,
  answer: ServerResponse | null,
  { port, body }: { readonly port: number; readonly body: Buffer },
): void {
  const { method, url, headers } = asked
  const passed = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false })
  passed.on('response', (got) => {
    if (answer === null) return void got.resume()
    answer.writeHead(got.statusCode ?? 502, got.headers)
    answer.flushHeaders()
    got.pipe(answer)
    got.on('error', () => answer.destroy())
  })
  passed.on('error', () => answer?.destroy())
  answer?.on('close', () => passed.destroy())
  passed.end(body)
}
