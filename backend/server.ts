import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { RestCall } from '../app/contract/rest-call.ts'
import { REST_CALLS, type RestCallName } from '../app/contract/rest-calls.ts'
import { type ProblemCode, PROBLEMS, type Problem } from '../app/contract/rest-problem.ts'
import { SIGNING_HEADERS } from '../app/contract/rest-signing.ts'
import { type Asked, type HandledName, Refused, type ServerParts } from './asked.ts'
import { type Asker, type Authenticate, createAuthenticate } from './authentication.ts'
import { createDeviceKeys, type DeviceKeys } from './device-keys.ts'
import { createHandlers } from './handlers.ts'
import { streamEvents } from './event-stream.ts'
import { sendExport } from './reconciliation/export-file.ts'
import { createLimits, type Limits } from './limits.ts'

const BODY_BYTES_MAX = 16_384
/** The id of a difference holds two of WeChat's numbers, each character of which may be escaped. */
const PARAM_LENGTH_MAX = 600
const NOBODY: Asker = { deviceId: '', tillId: '', merchantId: '' }

/** Builds the server; it listens when it is told to. */
export function createServer(parts: ServerParts): FastifyInstance {
  const server = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    // Nothing is logged in a request's own name, so no request needs a logger of its own.
    childLoggerFactory: (logger) => logger,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    trustProxy: parts.trustedProxies ?? false,
    // Paths that cannot be read reach no route; whoever sent them is answered as everybody is.
    frameworkErrors: (error, _request, reply) => answerProblem(reply, problemOf(error, parts)),
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  server.setErrorHandler((error, _request, reply) => {
    const problem = problemOf(error, parts)
    if (error instanceof Refused && error.retryAfterSeconds !== null)
      void reply.header('retry-after', error.retryAfterSeconds)
    answerProblem(reply, problem)
  })
  server.setNotFoundHandler(() => {
    throw new Refused('not-found')
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'unknown'
    const { statusCode: status, elapsedTime: tookMs } = reply
    parts.metrics.onRequest({ route, method, status, tookMs })
    done()
  })
  const handlers = createHandlers(parts)
  const gate = createGate(parts)
  for (const [name, call] of Object.entries<RestCall>(REST_CALLS)) {
    server.route({
      method: call.method,
      url: call.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      bodyLimit: call.bodyBytesMax ?? BODY_BYTES_MAX,
      // Some load balancers look with HEAD.
      exposeHeadRoute: name === 'live' || name === 'ready',
      async handler(request, reply) {
        if (parts.draining.aborted && name !== 'live') throw new Refused('unavailable', 'draining')
        // Proven by REST_CALLS: these are its names.
        const asked = await check(gate, { name: name as RestCallName, call }, request)
        if (name === 'events') return streamEvents(parts, asked.asker, reply)
        // Proven by REST_CALLS: this call's schemas have made it.
        if (name === 'exportReconciliation')
          return sendExport(parts, asked as Asked<typeof name>, reply)
        // Proven by Handlers: every call but the stream and the file has one, and it takes what this call's schemas have made.
        const handle = handlers[name as HandledName] as (asked: Checked) => Promise<unknown>
        const answer = await handle(asked).catch(async (error) => {
          if (error instanceof Refused && error.code === 'code-refused')
            await gate.limits.enrolmentRefused(request.ip)
          throw error
        })
        return call.answer.parse(answer)
      },
    })
  }
  return server
}

const answerProblem = (reply: FastifyReply, problem: Problem): void =>
  void reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))

/** What any call asks, as its schemas have made it. */
interface Checked {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly asker: Asker
}

/** What stands before every call. */
interface Gate {
  readonly keys: DeviceKeys
  readonly authenticate: Authenticate
  readonly limits: Limits
}

function createGate(parts: ServerParts): Gate {
  const keys = createDeviceKeys(parts.sql)
  const { onStatement, onRefused } = parts.metrics
  const authenticate = createAuthenticate({ ...parts, keys, onStatement })
  return { keys, authenticate, limits: createLimits(parts.limits, onRefused) }
}

/** Who asks, once that is proven and they do not ask too often. */
async function findAsker(
  { keys, authenticate, limits }: Gate,
  name: RestCallName,
  { method, url: path, headers, ip, body }: FastifyRequest,
): Promise<Asker> {
  const named = headers[SIGNING_HEADERS.device]
  const device = typeof named === 'string' && keys.knows(named) ? named : null
  await limits.beforeProof(ip, device)
  const rawBody = typeof body === 'string' ? body : ''
  const proven = await authenticate({ method, path, headers, body: rawBody })
  if (!proven.ok) {
    // Whoever has the key and only the wrong time, or no right any more, tries nothing out.
    if (proven.error === 'not-signed') await limits.proofFailed(ip, device)
    throw new Refused(proven.error)
  }
  await limits.asked(name, method, proven.value.deviceId)
  return proven.value
}

async function check(
  gate: Gate,
  { name, call }: { readonly name: RestCallName; readonly call: RestCall },
  request: FastifyRequest,
): Promise<Checked> {
  const rawBody = typeof request.body === 'string' ? request.body : ''
  if (name === 'enrol') await gate.limits.beforeEnrolment(request.ip)
  const asker = call.signed ? await findAsker(gate, name, request) : NOBODY
  const parsed = [
    call.params.safeParse(request.params),
    call.query.safeParse({ ...(request.query as object) }), // Fastify parses a query into an object.
    call.body.safeParse(rawBody === '' ? undefined : parseJson(rawBody)),
  ] as const
  for (const one of parsed) {
    // Only where it is wrong: what was sent could be a payment code.
    if (!one.success) {
      const [issue] = one.error.issues
      throw new Refused('bad-request', `${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`)
    }
  }
  const [params, query, body] = parsed
  return { params: params.data, query: query.data, body: body.data, asker }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('bad-request', 'the body is not JSON')
  }
}

/** Failures of PostgreSQL that another try may not meet: it is gone, going, or too busy. */
const isDatabaseGone = (error: Error & { code?: unknown }): boolean =>
  typeof error.code === 'string' &&
  /^(ECONN|CONNECT|CONNECTION|57P0|08|53|57014|ENOTFOUND|ETIMEDOUT)/.test(error.code)

function problemOf(thrown: unknown, { log, clock }: ServerParts): Problem {
  const error: Error & { code?: unknown; statusCode?: unknown } =
    thrown instanceof Error ? thrown : new Error('unknown error')
  const of = (code: ProblemCode, detail = ''): Problem => {
    const { status, title } = PROBLEMS[code]
    return { type: 'about:blank', title, status, code, detail, serverTimeMs: clock.nowMs() }
  }
  if (error instanceof Refused) return of(error.code, error.message)
  if (error.statusCode === 413) return of('too-large')
  if (typeof error.statusCode === 'number' && error.statusCode < 500) return of('bad-request')
  if (isDatabaseGone(error)) return of('unavailable', 'the database does not answer')
  log.error({ error: error.message, stack: error.stack }, 'request failed')
  return of('broken')
}
