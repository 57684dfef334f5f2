/** From a request to the answer and the way it is delivered. Knows nothing of sockets. */
import type { Result } from '../../app/result.ts'
import { type Fields, readXml, type XmlError } from '../../app/wechat/xml.ts'
import type { Clock } from '../../app/ports.ts'
import { type Outcome, unsigned } from '../errors.ts'
import type { Behaviour, Delivery } from '../faults/behaviour.ts'
import type { Faults } from '../faults/faults.ts'
import type { Operation, RecordedRequest } from '../model.ts'
import type { World } from '../world.ts'
import type { BillEdit } from './bill.ts'
import { arrange, type Headers } from './arrange.ts'
import { checkCommon, checkMessage, checkSender, type Signing } from './envelope.ts'
import { sandboxKeyOf } from './open-id.ts'
import { operate } from './operate.ts'
import { type Realm, type Route, ROUTES } from './routes.ts'
import { serveV3, V3_PATHS, type V3Desk } from './v3.ts'
import { noteOf, write, type WrittenAnswer } from './write.ts'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  /** What follows the question mark; V3 asks by it. */
  readonly query?: string
  readonly headers: Headers
  readonly body: Uint8Array
  readonly hasCertificate: boolean
  readonly firstByteAtMs: number
}

export interface ApiAnswer extends WrittenAnswer {
  readonly delivery: Delivery
  readonly headers?: Readonly<Record<string, string>>
}

export interface Service {
  readonly worlds: Readonly<Record<Realm, World>>
  readonly faults: Faults
  billEdits: readonly BillEdit[]
  /** V3's certificates and keys; a service without doors has none. */
  v3?: V3Desk
}

const DROPPED: ApiAnswer = {
  status: 200,
  contentType: '',
  body: new Uint8Array(),
  delivery: { kind: 'reset' },
}

const page = (status: number, text: string): ApiAnswer => ({
  status,
  contentType: 'text/html',
  body: Buffer.from(`<html><body><h1>${status} ${text}</h1></body></html>`),
  delivery: { kind: 'normal' },
})

const wait = (clock: Clock, ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ms, resolve))

/** Answers one request. Resolves when the answer is due to leave. */
export async function serve(service: Service, request: ApiRequest): Promise<ApiAnswer> {
  const v3 = V3_PATHS.get(request.path)
  if (v3 !== undefined && service.v3 !== undefined)
    return answerV3(service, { operation: v3, desk: service.v3 }, request)
  const route = ROUTES.get(request.path)
  if (!route) return page(404, 'Not Found')
  const world = service.worlds[route.realm]
  const message = readXml(request.body)
  const fields: Fields = message.ok ? message.value : new Map()
  const arrival = recordArrival(world, route, request, fields)
  const finish = finisher(world, arrival)
  if (route.certificate && !request.hasCertificate) return finish(DROPPED, 'no certificate')
  const reading = read(service, route, request, message)
  if ('outcome' in reading)
    return finish(
      sent(route, reading.outcome, reading.signing ?? null, {}),
      noteOf(reading.outcome),
    )

  const { faults, billEdits } = service
  const arranged =
    route.operation === 'submit'
      ? arrange({ world, faults, realm: route.realm }, fields, request.headers)
      : null
  const { name, behaviour } = strikeOf(service, route, fields)
  await wait(world.clock, behaviour.arriveAfterMs ?? 0)
  const outcome = arranged ?? operate({ ...route, world, fields, billEdits }, behaviour)
  if (route.operation === 'submit') await wait(world.clock, world.settings.latencyMs)
  const answer = sent(route, outcome, reading.signing, behaviour)
  const { delivery } = answer
  if (delivery.kind === 'normal') await wait(world.clock, delivery.afterMs ?? 0)
  const note = delivery.kind === 'normal' ? noteOf(outcome) : `${delivery.kind}: ${noteOf(outcome)}`
  return finish(answer, note, name)
}

/** Writes into the books what became of a request. */
const finisher =
  ({ books, clock }: World, arrival: RecordedRequest) =>
  (answer: ApiAnswer, note: string, fault = ''): ApiAnswer => {
    // A reset may have cleared the books while the request was held.
    if (books.requests[arrival.sequence] === arrival) {
      const answeredAtMs = clock.nowMs()
      books.put({ kind: 'request', value: { ...arrival, answeredAtMs, answer: note, fault } })
    }
    return answer
  }

/** V3 has other messages, but the same books, faults and lines. */
async function answerV3(
  service: Service,
  { operation, desk }: { readonly operation: Operation; readonly desk: V3Desk },
  request: ApiRequest,
): Promise<ApiAnswer> {
  const world = service.worlds.real
  const arrival = recordArrival(world, { operation }, request, new Map())
  const { name, behaviour } = strikeOf(service, { operation }, new Map())
  await wait(world.clock, behaviour.arriveAfterMs ?? 0)
  const { billEdits } = service
  const { answer: faulty, delivery = { kind: 'normal' } } = behaviour
  const { method, path, query = '', headers, firstByteAtMs: atMs } = request
  const asked = { method, path, query, headers, atMs }
  const made = await serveV3({ desk, world, billEdits, answer: faulty }, asked)
  const answer =
    faulty?.kind === 'raw'
      ? { ...made, status: faulty.status ?? 200, body: Buffer.from(faulty.body) }
      : made
  if (delivery.kind === 'normal') await wait(world.clock, delivery.afterMs ?? 0)
  const note = delivery.kind === 'normal' ? made.note : `${delivery.kind}: ${made.note}`
  return finisher(world, arrival)({ ...answer, delivery }, note, name)
}

function sent(
  route: Route,
  outcome: Outcome,
  signing: Signing | null,
  behaviour: Behaviour,
): ApiAnswer {
  const { answer, delivery = { kind: 'normal' } } = behaviour
  return { ...write(route, outcome, signing && { ...signing, answer }, behaviour), delivery }
}

function recordArrival(
  { books, clock }: World,
  { operation }: Pick<Route, 'operation'>,
  { path, firstByteAtMs }: ApiRequest,
  fields: Fields,
): RecordedRequest {
  const sequence = books.requests.length
  const value: RecordedRequest = {
    sequence,
    operation,
    path,
    outTradeNo: fields.get('out_trade_no') ?? '',
    outRefundNo: fields.get('out_refund_no') ?? '',
    totalFee: fields.get('total_fee') ?? '',
    codeEnding: (fields.get('auth_code') ?? '').slice(-4),
    atMs: clock.nowMs(),
    firstByteAtMs,
    answeredAtMs: null,
    answer: '',
    fault: '',
  }
  return books.put({ kind: 'request', value })
}

function strikeOf(
  { faults }: Service,
  { operation }: Pick<Route, 'operation'>,
  fields: Fields,
): { readonly name: string; readonly behaviour: Behaviour } {
  const strike = faults.strike({
    operation,
    outTradeNo: fields.get('out_trade_no') ?? '',
    code: fields.get('auth_code') ?? '',
    totalFee: fields.get('total_fee') ?? '',
  })
  return strike ?? { name: '', behaviour: {} }
}

/** Who asks, and may they? Or else the answer that they get. */
function read(
  { worlds }: Service,
  { operation, realm }: Route,
  request: ApiRequest,
  message: Result<Fields, XmlError>,
): { readonly outcome: Outcome; readonly signing?: Signing } | { readonly signing: Signing } {
  const { merchant, random } = worlds[realm]
  const fields = checkMessage(request, message)
  if (!fields.ok) return { outcome: fields.error }
  const key =
    realm === 'real' || operation === 'sign-key' ? merchant.apiKey : sandboxKeyOf(merchant)
  const sender = checkSender(fields.value, { merchant, key })
  if (!sender.ok) return { outcome: operation === 'bill' ? signError(sender.error) : sender.error }
  const signing = {
    merchant,
    key,
    signType: sender.value,
    nonce: random.letters(16),
    request: fields.value,
  }
  const common = operation === 'sign-key' ? null : checkCommon(fields.value, merchant)
  return common ? { outcome: common, signing } : { signing }
}

const signError = (outcome: Outcome): Outcome =>
  outcome.kind === 'unsigned' && outcome.message === '签名错误'
    ? unsigned('SIGN ERROR', [['error_code', '20001']])
    : outcome
