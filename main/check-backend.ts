import {
  type BackendAnswer,
  type BackendClient,
  createBackendClient,
  type EnrolledDevice,
} from '../adapters/backend/client.ts'
import type { FindProxy } from '../adapters/proxy.ts'
import { createRecordingHttp } from '../adapters/recording-http.ts'
import { readAuthorities } from '../adapters/trust.ts'
import { createUndiciHttp } from '../adapters/undici-http.ts'
import { clockFinding, lineFinding } from '../app/access-check/diagnose-line.ts'
import { type AccessFinding, type FindingKind, found } from '../app/access-check/finding.ts'
import type { BackendConfiguration } from '../app/contract/backend-configuration.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { ProblemCode } from '../app/contract/rest-problem.ts'
import type { Device } from '../app/contract/rest-signing.ts'
import type { Clock } from '../app/ports.ts'

/** What the check needs of the world. */
export interface BackendCheckParts {
  readonly backend: BackendConfiguration
  readonly timing: Configuration['timing']
  /** Text of the file of additional authorities; null when the set-up names none. */
  readonly ownAuthorities: string | null
  /** Authorities of the system, PEM. */
  readonly authorities: readonly string[]
  readonly findProxy: FindProxy
  readonly clock: Clock
  /** Who this machine is; null while it is no till of any backend. */
  readonly device: EnrolledDevice | null
  /** The code in the set-up is the one that this machine was enrolled with. */
  readonly codeIsUsed: boolean
}

/**
 * Checks the way to a backend with what is on the screen and need not be saved: whether it takes requests, what time it
 * has, and whether it knows this till. An enrolment code is good for one use and so is not tried here.
 */
export async function checkBackend(parts: BackendCheckParts): Promise<readonly AccessFinding[]> {
  const { backend, timing, clock } = parts
  const own = parts.ownAuthorities === null ? null : readAuthorities(parts.ownAuthorities)
  if (own !== null && !own.ok) return [found('not-a-certificate', { about: 'backend.caFile' })]
  const http = createRecordingHttp(
    createUndiciHttp({
      authorities: [...parts.authorities, ...(own?.value ?? [])],
      certificate: null,
      findProxy: parts.findProxy,
      plainLoopback: true,
    }),
    clock,
  )
  const clientOf = (device: EnrolledDevice | null): BackendClient =>
    createBackendClient({
      http,
      url: backend.url,
      device,
      clock,
      connectTimeoutMs: timing.connectTimeoutMs,
      onCall: () => undefined,
    })
  try {
    const ask = { timeoutMs: timing.queryTimeoutMs }
    const ready = await clientOf(null).call('ready', ask)
    const exchange = http.last()
    const about = new URL(backend.url).host
    if (exchange === null) return [found('set-up', { about })]
    const tookMs = exchange.endedAtMs - exchange.startedAtMs
    const line = lineFinding(about, exchange) ?? readyFinding(about, ready, tookMs)
    if (line.kind !== 'backend-ready') return [line]
    const time = clockFinding(exchange)
    const enrolment = await enrolmentFinding(parts, clientOf)
    return [line, enrolment, ...(time === null ? [] : [time])]
  } finally {
    http.close()
  }
}

function readyFinding(
  about: string,
  answer: BackendAnswer<unknown>,
  tookMs: number,
): AccessFinding {
  if (answer.kind === 'answered') return found('backend-ready', { about, ms: tookMs })
  if (answer.kind === 'problem') return found('backend-busy', { about, detail: answer.code })
  return found('backend-strange', { about })
}

const REFUSED: { readonly [C in ProblemCode]?: FindingKind } = {
  'device-revoked': 'device-revoked',
  'not-signed': 'device-unknown',
}

async function enrolmentFinding(
  { backend, timing, device, codeIsUsed }: BackendCheckParts,
  clientOf: (device: EnrolledDevice) => BackendClient,
): Promise<AccessFinding> {
  const code = backend.enrolmentCode
  if (code !== '' && !codeIsUsed) return found('enrols-on-save')
  if (device === null) return found('not-enrolled')
  const answer = await clientOf(device).call('device', { timeoutMs: timing.queryTimeoutMs })
  if (answer.kind === 'answered') return found('enrolled', { detail: nameOf(answer.value) })
  if (answer.kind !== 'problem') return found('backend-busy')
  return found(REFUSED[answer.code] ?? 'backend-busy', { detail: answer.code })
}

const nameOf = ({ merchant, store, till }: Device): string =>
  [merchant.name, store.name, till.name].join(' · ')
