import type { Http, HttpAnswer, HttpRequest } from '../../app/wechat/http.ts'
import { signFields } from '../../app/wechat/sign.ts'
import { type Fields, readXml, writeXml } from '../../app/wechat/xml.ts'
import { type ApiAnswer, serve, type Service } from '../../simulator/api/serve.ts'
import { forge } from './forgery.ts'
import type { LineFault, PlannedLineFault } from './plan.ts'
import type { ProcessLife } from './process-life.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What goes over the line, as somebody who watches it sees it. */
export interface LineLog {
  readonly sent: (line: {
    readonly operation: Operation
    readonly asked: Fields
    readonly by: string
  }) => void
  readonly noted: (text: string) => void
}

type Operation = PlannedLineFault['operation']

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['/pay/micropay', 'submit'],
  ['/pay/orderquery', 'query'],
  ['/secapi/pay/reverse', 'revoke'],
  ['/secapi/pay/refund', 'refund'],
  ['/pay/refundquery', 'refund-query'],
])

export interface NetworkParts {
  readonly time: VirtualTime
  readonly service: Service
  readonly log: LineLog
  /** What strikes the n-th request of an operation. */
  readonly faultOf: (operation: Operation, nth: number) => LineFault | null
  readonly chanceOf: (label: string) => number
}

/** The network between one or more senders and WeChat. */
export interface Network {
  /** The port through which a process speaks to WeChat; `online` is its own way out. */
  readonly httpOf: (life: ProcessLife, name: string, online: () => boolean) => Http
}

const LEG_MS = { least: 8, most: 180 }

const encoder = new TextEncoder()

const SILENCE = { kind: 'no-answer', cause: 'timeout', detail: '' } as const
const BROKEN = { kind: 'no-answer', cause: 'broken', detail: '' } as const
const UNREACHABLE = { kind: 'not-sent', cause: 'unreachable', detail: '' } as const

export function createNetwork(parts: NetworkParts): Network {
  const line = new Line(parts)
  return {
    httpOf: (life, name, online) => ({
      prepareConnection: async () => true,
      post(request) {
        if (!life.step()) return new Promise(() => undefined)
        return life.hear(line.post(request, { name, online })).then((answer) => {
          // Heard, but the process may die before it can do anything with it.
          return life.step() ? answer : new Promise<HttpAnswer>(() => undefined)
        })
      },
    }),
  }
}

/** The same bytes, with all that Node can do with them. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

function fieldsOf(body: string): Fields {
  const read = readXml(body)
  if (!read.ok) throw new Error(`our own request cannot be read: ${read.error.kind}`)
  return read.value
}

const paths = new Map<string, string>()

/** The path of a URL; there are only a few, and taking one apart is slow. */
function pathOf(url: string): string {
  const path = paths.get(url) ?? new URL(url).pathname
  paths.set(url, path)
  return path
}

function operationOf(path: string): Operation {
  const operation = OPERATIONS.get(path)
  if (operation === undefined) throw new Error(`no such path: ${path}`)
  return operation
}

/** One request on its way. */
interface Trip {
  readonly path: string
  readonly label: string
  readonly fault: LineFault | null
  readonly sender: Sender
  readonly asked: ReadonlyMap<string, string>
}

interface Sender {
  readonly name: string
  readonly online: () => boolean
}

class Line {
  readonly #parts: NetworkParts
  readonly #counts = new Map<Operation, number>()
  /** Amount of each order, as it was asked for: a liar on the line knows it. */
  readonly #totals = new Map<string, string>()
  /** The same of each refund's request. */
  readonly #refunds = new Map<string, Fields>()
  /** A signed answer that names its order, to be given to somebody else. */
  #lastNamed: Uint8Array | null = null

  constructor(parts: NetworkParts) {
    this.#parts = parts
  }

  post(request: HttpRequest, sender: Sender): Promise<HttpAnswer> {
    const path = pathOf(request.url)
    const operation = operationOf(path)
    const nth = (this.#counts.get(operation) ?? 0) + 1
    this.#counts.set(operation, nth)
    const label = `${operation} ${nth}`
    const fault = this.#parts.faultOf(operation, nth)
    if (fault !== null) this.#parts.log.noted(`${label} meets ${JSON.stringify(fault)}`)
    if (fault?.kind === 'refused') return this.#later(30, UNREACHABLE)
    if (!sender.online()) return this.#offline(request, label)
    const asked = fieldsOf(request.body)
    const outTradeNo = asked.get('out_trade_no') ?? ''
    const total = asked.get('total_fee')
    if (total !== undefined) this.#totals.set(outTradeNo, total)
    if (operation === 'refund') this.#refunds.set(asked.get('out_refund_no') ?? '', asked)
    this.#parts.log.sent({ operation, asked, by: sender.name })
    const trip = { path, label, fault, sender, asked }
    return this.#withTimeout(request, this.#travel(request, trip))
  }

  /** Without a network most connections are refused; one that stood already says nothing more. */
  #offline(request: HttpRequest, label: string): Promise<HttpAnswer> {
    return this.#parts.chanceOf(`offline ${label}`) < 0.6
      ? this.#later(30, UNREACHABLE)
      : this.#later(request.timeoutMs, SILENCE)
  }

  async #withTimeout(request: HttpRequest, answer: Promise<HttpAnswer>): Promise<HttpAnswer> {
    return Promise.race([answer, this.#later(request.timeoutMs, SILENCE)])
  }

  async #travel(request: HttpRequest, trip: Trip): Promise<HttpAnswer> {
    const { label, fault, sender } = trip
    const never = new Promise<HttpAnswer>(() => undefined)
    await this.#leg(`up ${label}`)
    if (fault?.kind === 'request-lost') return never
    if (fault?.kind === 'cut' && !fault.after) return BROKEN
    if (fault?.kind === 'request-late') await this.#wait(fault.byMs)
    const arrived = this.#arrive(request, trip)
    let answer = arrived
    if (fault?.kind === 'request-twice') {
      const again = this.#wait(fault.afterMs).then(() => this.#arrive(request, trip))
      if (fault.hearSecond) answer = again
    }
    const heard = await answer
    if (heard === null) return never
    if (fault?.kind === 'answer-lost') return never
    await this.#leg(`down ${label}`)
    if (fault?.kind === 'cut') return BROKEN
    if (fault?.kind === 'answer-late') await this.#wait(fault.byMs)
    if (!sender.online()) return never
    return this.#delivered(request, heard, trip)
  }

  #arrive(request: HttpRequest, { path, fault, asked }: Trip): Promise<ApiAnswer> {
    const { service } = this.#parts
    const when = { outTradeNo: asked.get('out_trade_no') ?? '', operation: operationOf(path) }
    if (fault?.kind === 'wechat') {
      service.faults.add({ preset: fault.preset, when })
    }
    if (fault?.kind === 'done-but-error') {
      const answer = { kind: 'error', code: fault.code } as const
      service.faults.add({ behaviour: { effect: 'done', answer }, when })
    }
    const body = fault?.kind === 'other-amount' ? this.#withOtherAmount(asked) : request.body
    return serve(service, {
      method: 'POST',
      path,
      headers: request.headers,
      body: encoder.encode(body),
      hasCertificate: request.withCertificate,
      firstByteAtMs: 0,
    })
  }

  /** WeChat takes the order down with an amount that nobody asked for. */
  #withOtherAmount(asked: ReadonlyMap<string, string>): string {
    const fields = new Map([...asked, ['total_fee', String(Number(asked.get('total_fee')) + 1)]])
    fields.delete('sign')
    const { apiKey } = this.#parts.service.worlds.real.merchant
    return writeXml([...fields, ['sign', signFields(fields, apiKey, 'MD5')]])
  }

  async #delivered(
    request: HttpRequest,
    { status, body, delivery }: ApiAnswer,
    trip: Trip,
  ): Promise<HttpAnswer> {
    switch (delivery.kind) {
      case 'hang':
        return new Promise(() => undefined)
      case 'reset':
      case 'close':
      case 'truncated':
        return BROKEN
      case 'slow':
        await this.#wait(this.#trickleMs(body.length / delivery.bytesPerSecond, trip.label))
        break
      case 'normal':
      // One request has one answer: a second copy that follows it meets a client that waits for nothing, which ends the line. So a
      // world with this shows no more than one without. Not played is a copy so late that the next request is on that line.
      case 'twice':
        break
    }
    if (body.length > request.bodyBytesMax) {
      return { kind: 'no-answer', cause: 'too-large', detail: '' }
    }
    return { kind: 'answered', status, body: this.#tampered(body, trip) }
  }

  /** At the pace of the preset alone no answer would come in time: of every two, one is up to sixteen times as fast. */
  #trickleMs(seconds: number, label: string): number {
    const chance = this.#parts.chanceOf(`pace ${label}`)
    return (seconds * 1_000) / (chance < 0.5 ? 1 : 1 + (chance - 0.5) * 2 * 15)
  }

  #tampered(body: Uint8Array, { asked, fault }: Trip): Uint8Array {
    switch (fault?.kind) {
      case 'truncated':
        return body.subarray(0, Math.floor(body.length * fault.share))
      case 'garbage':
        return encoder.encode('<html><body>502 Bad Gateway</body></html>')
      case 'forged':
        return forge({
          asked,
          total: this.#totals.get(asked.get('out_trade_no') ?? ''),
          refund: this.#refunds.get(asked.get('out_refund_no') ?? ''),
          ...fault,
        })
      case 'swapped':
        return this.#lastNamed ?? body.subarray(1)
      default:
        if (asBuffer(body).includes('<out_trade_no>')) this.#lastNamed = body
        return body
    }
  }

  #leg(label: string): Promise<void> {
    const { least, most } = LEG_MS
    return this.#wait(least + Math.floor(this.#parts.chanceOf(label) * (most - least)))
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#parts.time.after(ms, resolve))
  }

  #later(ms: number, answer: HttpAnswer): Promise<HttpAnswer> {
    return this.#wait(ms).then(() => answer)
  }
}
