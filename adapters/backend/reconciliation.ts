import type {
  DifferenceView,
  NoReconciliation,
  ReconciliationCalls,
  ReconciliationProgress,
} from '../../app/contract/reconciliation.ts'
import type { RestCallName } from '../../app/contract/rest-calls.ts'
import type { DifferenceDocument } from '../../app/contract/rest-differences.ts'
import { DIFFERENCES_MAX } from '../../app/contract/rest-reconciliation.ts'
import type { Refund } from '../../app/contract/rest-refunds.ts'
import type { OurRefundState } from '../../app/reconciliation/our-record.ts'
import type { Clock } from '../../app/ports.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import type { ExportWish } from '../../app/reconciliation/engine.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'
import type { LineFilter } from '../../app/reconciliation/store.ts'
import { fail, succeed } from '../../app/result.ts'
import type { DeskHost, ReconciliationDesk } from '../reconciliation/desk.ts'
import type { OpenStream } from '../undici-stream.ts'
import { bringBill } from './bring-bill.ts'
import type { BackendAnswer, BackendAsk, BackendClient } from './client.ts'
import { downloadFile } from './download-file.ts'

/** What a desk at the backend is made of. */
export interface BackendDeskParts {
  readonly client: BackendClient
  readonly openStream: OpenStream
  readonly clock: Clock
  readonly connectTimeoutMs: number
}

/** Nobody waits at a counter, and a day may have a million lines. */
const TIMEOUT_MS = 30_000
const LOOK_EVERY_MS = 1_000
/** Looks in a row that may go unanswered before the screen stops saying that work is under way. */
const SILENT_LOOKS_MAX = 30

type Refusal = Exclude<BackendAnswer<never>, { readonly kind: 'answered' }>

/** Why there is nothing to show. */
function noneOf(answer: Refusal): NoReconciliation {
  const refused =
    answer.kind === 'problem' &&
    (answer.code === 'operator-refused' || answer.code === 'sign-in-needed')
  if (refused) return { kind: 'not-allowed' }
  return { kind: 'not-available', because: 'unreachable' }
}

const codeOf = (answer: Refusal): string => (answer.kind === 'problem' ? answer.code : '')

function remedyFault(answer: Refusal): ReconciliationCalls['takeRemedy']['error'] {
  const detail = answer.detail
  switch (codeOf(answer)) {
    case 'not-found':
      return { kind: 'no-such-difference' }
    case 'not-offered':
      return { kind: 'not-offered' }
    case 'not-open':
      return { kind: 'not-open' }
    case 'nothing-to-refund':
      return { kind: 'nothing-to-refund' }
    case 'no-answer':
      return { kind: 'no-answer', detail }
    case 'approval-needed':
      return { kind: 'approval-needed' }
    case 'approval-refused':
      return { kind: 'pin-wrong', left: null }
    case 'approval-locked':
      return { kind: 'pin-locked', untilMs: null }
    default:
      return noneOf(answer)
  }
}

const viewOf = ({ difference, remedies, refunds }: DifferenceDocument): DifferenceView => {
  const begun = difference.remedies.findLast(({ outcome }) => outcome.kind === 'refund-started')
  const number = begun?.outcome.kind === 'refund-started' ? begun.outcome.refundNumber : null
  const refund = refunds.find(({ id }) => id === number)
  return { difference, remedies, refundStands: refund === undefined ? null : standsOf(refund) }
}

function standsOf({ status }: Refund): OurRefundState {
  return status === 'refunded' || status === 'accepted' || status === 'refused' ? status : 'open'
}

/** The contract's own rule for a PIN: what does not fit it is wrong, and costs no try. */
const isPin = (pin: string): boolean => /^\d{6,8}$/.test(pin)

/** Asks the backend in the name of whoever is at the till. */
function askerOf({ client }: BackendDeskParts, host: DeskHost) {
  // Without a name the backend refuses, as it does where the name is not a manager's.
  const operator = (): string => host.signedIn()?.id ?? 'nobody'
  const ask = <K extends RestCallName>(name: K, wish: Omit<BackendAsk, 'timeoutMs'>) =>
    client.call(name, { timeoutMs: TIMEOUT_MS, ...wish })
  return {
    operator,
    ask,
    read: <K extends RestCallName>(
      name: K,
      params: BackendAsk['params'] = {},
      query: BackendAsk['query'] = {},
    ) => ask(name, { params, query: { operator: operator(), ...query } }),
  }
}

type Asker = ReturnType<typeof askerOf>
type Follower = ReturnType<typeof followWork>

/** A manager's days in the merchant's backend, as the screen asks for them. */
export function openBackendDesk(parts: BackendDeskParts, host: DeskHost): ReconciliationDesk {
  const asker = askerOf(parts, host)
  const follower = followWork(parts, host, () => asker.read('reconciliationCalendar', {}, NO_SPAN))
  return {
    ...reading(asker, follower),
    ...acting(asker, follower, host),
    adopt: (day, file) =>
      adopt({ ...parts, follower, host, operator: asker.operator() }, day, file),
    exportDay: (wish) => download(parts, asker.operator(), wish),
    close() {
      follower.close()
      return Promise.resolve()
    },
  }
}

const reading = (
  { read }: Asker,
  follower: Follower,
): Pick<ReconciliationDesk, 'calendar' | 'day' | 'lines' | 'difference' | 'differences'> => ({
  async calendar({ from, to }) {
    const answer = await read('reconciliationCalendar', {}, { from, to })
    if (answer.kind !== 'answered') return fail(noneOf(answer))
    if (answer.value.progress !== null) follower.begin(answer.value.progress.day)
    return succeed(answer.value)
  },
  async day({ day }) {
    const answer = await read('reconciliationDay', { day })
    return answer.kind === 'answered' ? succeed(answer.value) : fail(noneOf(answer))
  },
  async lines({ day, filter, page }) {
    const answer = await read('reconciliationLines', { day }, { ...queryOf(filter), ...page })
    return answer.kind === 'answered' ? succeed(answer.value) : fail(noneOf(answer))
  },
  async difference({ id }) {
    const answer = await read('reconciliationDifference', { id })
    if (answer.kind === 'answered') return succeed(viewOf(answer.value))
    if (codeOf(answer) === 'not-found') return fail({ kind: 'no-such-difference' })
    return fail(noneOf(answer))
  },
  async differences(day, max) {
    const found: StoredDifference[] = []
    for (;;) {
      const page = { offset: found.length, limit: Math.min(DIFFERENCES_MAX, max - found.length) }
      if (page.limit <= 0) return succeed(found)
      const answer = await read('reconciliationDifferences', { day }, page)
      if (answer.kind !== 'answered') return fail(noneOf(answer))
      found.push(...answer.value.differences)
      if (answer.value.differences.length < page.limit) return succeed(found)
    }
  },
})

const acting = (
  { ask, operator }: Asker,
  follower: Follower,
  host: DeskHost,
): Pick<ReconciliationDesk, 'reconcile' | 'cancel' | 'takeRemedy'> => ({
  async reconcile({ day }) {
    const body = { operator: operator() }
    const answer = await ask('startReconciliation', { params: { day }, body })
    if (answer.kind === 'answered') {
      follower.begin(day)
      return succeed(null)
    }
    if (codeOf(answer) === 'not-due') return fail({ kind: 'not-due' })
    if (codeOf(answer) === 'reconciliation-busy') return fail({ kind: 'busy' })
    return fail(noneOf(answer))
  },
  cancel: () => void ask('cancelReconciliation', { body: { operator: operator() } }),
  async takeRemedy({ id, remedy, approval }) {
    if (approval !== null && !isPin(approval.pin)) return fail({ kind: 'pin-wrong', left: null })
    const proof = approval && { approval: { operator: approval.personId, pin: approval.pin } }
    const body = { operator: operator(), remedy, ...proof }
    const answer = await ask('takeRemedy', { params: { id }, body })
    if (answer.kind !== 'answered') return fail(remedyFault(answer))
    host.onChanged(answer.value.difference.day)
    return succeed(viewOf(answer.value))
  },
})

interface AdoptParts extends Pick<BackendDeskParts, 'client' | 'clock'> {
  readonly follower: Follower
  readonly host: DeskHost
  readonly operator: string
}

/** Brings a bill that somebody downloaded to the backend, and follows what that makes of it. */
async function adopt(
  { follower, host, ...parts }: AdoptParts,
  day: Day,
  file: string,
): ReturnType<ReconciliationDesk['adopt']> {
  const tell = (done: number): void =>
    host.onProgress({ day, phase: 'fetching', done, total: null })
  let taken = false
  tell(0)
  try {
    const brought = await bringBill({ ...parts, onBytes: tell }, day, file)
    taken = brought.kind === 'taken'
    if (brought.kind === 'too-large') return fail({ kind: 'bill-too-large' })
    if (brought.kind === 'refused') {
      const busy = codeOf(brought.answer) === 'reconciliation-busy'
      return fail(busy ? { kind: 'busy' } : noneOf(brought.answer))
    }
    follower.begin(day)
    return succeed(null)
  } finally {
    if (!taken) host.onProgress(null)
  }
}

async function download(
  { client, openStream, connectTimeoutMs }: BackendDeskParts,
  operator: string,
  { day, format, language, file }: ExportWish,
): ReturnType<ReconciliationDesk['exportDay']> {
  const query = { operator, format, language }
  const request = client.signed('exportReconciliation', { params: { day }, query })
  const end = await downloadFile(openStream, { ...request, connectTimeoutMs }, file)
  if (end === 'written') return succeed(null)
  if (end === 404) return fail({ kind: 'not-reconciled' })
  if (end === 403) return fail({ kind: 'not-allowed' })
  return fail({ kind: 'not-available', because: 'unreachable' })
}

/** A calendar of nothing: asked for what it says of the work under way. */
const NO_SPAN = { from: '20000102', to: '20000101' }

function queryOf(filter: LineFilter): Readonly<Record<string, string | number>> {
  const { classes, openOnly, till, cashier, hour, text } = filter
  return {
    ...(classes === undefined ? {} : { classes: classes.join(',') }),
    ...(openOnly === true ? { openOnly: 'true' } : {}),
    ...(till === undefined ? {} : { till }),
    ...(cashier === undefined ? {} : { cashier }),
    ...(hour === undefined ? {} : { hour }),
    ...(text === undefined || text === '' ? {} : { text }),
  }
}

type Look = () => Promise<BackendAnswer<{ readonly progress: ReconciliationProgress | null }>>

/** Tells of work that goes on in the backend, until it has ended. */
function followWork({ clock }: BackendDeskParts, host: DeskHost, look: Look) {
  let followed: Day | null = null
  let silent = 0
  let stopTimer = (): void => undefined
  let closed = false
  const end = (day: Day): void => {
    followed = null
    host.onProgress(null)
    host.onChanged(day)
  }
  const again = (): void => {
    stopTimer = clock.after(LOOK_EVERY_MS, () => void step())
  }
  const step = async (): Promise<void> => {
    const answer = await look()
    if (closed || followed === null) return
    silent = answer.kind === 'answered' ? 0 : silent + 1
    const progress = answer.kind === 'answered' ? answer.value.progress : undefined
    if (progress === null || silent > SILENT_LOOKS_MAX) return end(followed)
    if (progress !== undefined) {
      followed = progress.day
      host.onProgress(progress)
    }
    again()
  }
  return {
    begin(day: Day): void {
      if (followed !== null || closed) return
      followed = day
      silent = 0
      host.onProgress({ day, phase: 'fetching', done: 0, total: null })
      again()
    },
    close(): void {
      closed = true
      stopTimer()
    },
  }
}
