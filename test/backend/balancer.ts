import { once } from 'node:events'
import { PassThrough, Transform } from 'node:stream'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'

/** What the balancer does to one request instead of just passing it on. */
export type Mishap =
  /** The line breaks before the request gets anywhere. */
  | 'lost'
  /** The request gets there, its answer does not come back. */
  | 'answer-lost'
  /** The answer is that of the request before, as from a proxy that mixes its lines up. */
  | 'another-answer'
  /** The proxy's own error page. */
  | 'bad-gateway'

/** A load balancer that sends every request to another node than the one before. */
export interface Balancer {
  readonly url: string
  /** Requests as "POST /v1/payments", in the order they came. */
  readonly requests: readonly string[]
  /** Happens to the next requests whose line begins like this, one each. */
  readonly befall: (line: string, ...mishaps: readonly Mishap[]) => void
  /** From now on each event is followed by all events before it, the newest first. */
  readonly scrambleEvents: () => void
  /** Nodes to choose from; none refuses every connection's request. */
  nodes: readonly string[]
  readonly close: () => Promise<void>
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

const bodyOf = async (stream: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  // Without an encoding a stream gives buffers.
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Repeats old events after each new one. */
function scrambler(): Transform {
  const before: string[] = []
  return new Transform({
    decodeStrings: true,
    transform(chunk: Buffer, _encoding, done) {
      // Nodes write one event at a time, so each chunk holds whole ones.
      const events = chunk.toString().split(/(?<=\n\n)/)
      for (const event of events) {
        this.push([event, ...before.toReversed(), event].join(''))
        before.push(event)
      }
      done()
    },
  })
}

/** Starts a balancer in front of these nodes. */
export async function startBalancer(nodes: readonly string[]): Promise<Balancer> {
  const requests: string[] = []
  const planned: { readonly line: string; readonly mishap: Mishap }[] = []
  let turn = 0
  let scrambled = false
  let previous: Answer | null = null

  const takeMishap = (line: string): Mishap | null => {
    const at = planned.findIndex((one) => line.startsWith(one.line))
    return at < 0 ? null : (planned.splice(at, 1)[0]?.mishap ?? null)
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const line = `${method} ${url}`
    requests.push(line)
    const mishap = takeMishap(line)
    const node = balancer.nodes[turn++ % Math.max(1, balancer.nodes.length)]
    if (mishap === 'lost' || node === undefined) return void request.socket.destroy()
    if (mishap === 'bad-gateway') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
      return
    }
    const body = await bodyOf(request)
    const asked = http.request(new URL(url, node), { method, headers, agent: false })
    response.on('close', () => asked.destroy())
    asked.on('error', () => request.socket.destroy())
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const status = answer.statusCode ?? 500
    const type = answer.headers['content-type'] ?? ''
    if (type.startsWith('text/event-stream')) {
      response.writeHead(status, { 'content-type': type })
      answer.pipe(scrambled ? scrambler() : new PassThrough()).pipe(response)
      answer.on('close', () => response.destroy())
      return
    }
    const own: Answer = { status, type, body: await bodyOf(answer) }
    const told = mishap === 'another-answer' && previous !== null ? previous : own
    previous = own
    if (mishap === 'answer-lost') return void request.socket.destroy()
    response.writeHead(told.status, { 'content-type': told.type }).end(told.body)
  }

  const server = http.createServer((request, response) => {
    pass(request, response).catch(() => request.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const balancer: Balancer = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    befall: (line, ...mishaps) => void planned.push(...mishaps.map((mishap) => ({ line, mishap }))),
    scrambleEvents() {
      scrambled = true
      // Tills that listen already come back over a new line.
      server.closeAllConnections()
    },
    nodes,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return balancer
}
