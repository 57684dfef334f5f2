import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { z } from 'zod'
import type { RestCallName } from '../app/contract/rest-calls.ts'
import { Refused } from './asked.ts'

/** How often who may ask this node. Each node counts for itself: the limits protect its processor and its database, not a quota. */
export const limitsSchema = z.strictObject({
  /** Payments and refunds that one device begins. A busy till begins one every few seconds. */
  startsPerMinute: z.number().positive().default(300),
  /** Its questions, which are never held up by its starts. */
  readsPerMinute: z.number().positive().default(3_000),
  /** Stops and the like, which are held up by neither. */
  wishesPerMinute: z.number().positive().default(600),
  /** Its days to be compared and written into files, each of which may be a million lines. */
  heavyPerMinute: z.number().positive().default(12),
  /** Requests of one address that name a device which this node does not know and that turn out not to be signed by it. */
  unknownPerMinute: z.number().positive().default(600),
  /** Requests of one address in the name of a known device that are not signed by it. */
  unprovenPerMinute: z.number().positive().default(60),
  /** Enrolment codes of one address that are refused; right ones are not counted, so a shop enrols all its tills at once. */
  enrolmentsPerMinute: z.number().positive().default(60),
})

/** How often who may ask. */
export type LimitSettings = z.infer<typeof limitsSchema>

export const LIMIT_NAMES = [
  'start',
  'read',
  'wish',
  'heavy',
  'unknown',
  'unproven',
  'enrolment',
] as const

/** What is counted apart. */
export type LimitName = (typeof LIMIT_NAMES)[number]

/** Refuses who asks too often: `too-many-requests`, with the seconds after which to ask again. */
export interface Limits {
  /** A request that has proven nothing yet. `device` is null unless its key is known here. */
  readonly beforeProof: (address: string, device: string | null) => Promise<void>
  readonly proofFailed: (address: string, device: string | null) => Promise<void>
  readonly beforeEnrolment: (address: string) => Promise<void>
  readonly enrolmentRefused: (address: string) => Promise<void>
  readonly asked: (call: RestCallName, method: string, deviceId: string) => Promise<void>
}

interface Counted {
  readonly limit: LimitName
  readonly key: string
}

/** Short windows, so that nobody is held up for long. */
const WINDOW_SECONDS = 10

const perWindow = (perMinute: number): number =>
  Math.max(1, Math.round((perMinute * WINDOW_SECONDS) / 60))

/** Calls that begin something at WeChat. */
const STARTS: readonly RestCallName[] = ['startPayment', 'startRefund', 'takeRemedy']
const HEAVY: readonly RestCallName[] = ['startReconciliation', 'takeInBill', 'exportReconciliation']

function limitOf(call: RestCallName, method: string): LimitName {
  if (STARTS.includes(call)) return 'start'
  if (HEAVY.includes(call)) return 'heavy'
  return method === 'GET' ? 'read' : 'wish'
}

export function createLimits(
  settings: LimitSettings,
  onRefused: (limit: LimitName) => void,
): Limits {
  const limiter = (perMinute: number): RateLimiterMemory =>
    new RateLimiterMemory({ points: perWindow(perMinute), duration: WINDOW_SECONDS })
  const limiters: Readonly<Record<LimitName, RateLimiterMemory>> = {
    start: limiter(settings.startsPerMinute),
    read: limiter(settings.readsPerMinute),
    wish: limiter(settings.wishesPerMinute),
    heavy: limiter(settings.heavyPerMinute),
    unknown: limiter(settings.unknownPerMinute),
    unproven: limiter(settings.unprovenPerMinute),
    enrolment: limiter(settings.enrolmentsPerMinute),
  }
  const refuse = (limit: LimitName, { msBeforeNext }: RateLimiterRes): never => {
    onRefused(limit)
    throw new Refused('too-many-requests', limit, Math.max(1, Math.ceil(msBeforeNext / 1_000)))
  }
  const spend = async (limit: LimitName, key: string): Promise<void> => {
    try {
      await limiters[limit].consume(key)
    } catch (error) {
      if (error instanceof RateLimiterRes) refuse(limit, error)
      throw error
    }
  }
  const refuseIfSpent = async ({ limit, key }: Counted): Promise<void> => {
    const spent = await limiters[limit].get(key)
    if (spent !== null && spent.remainingPoints <= 0) refuse(limit, spent)
  }
  // The next one is refused; this one is told why it failed.
  const note = async ({ limit, key }: Counted): Promise<void> => {
    await limiters[limit].consume(key).catch(() => undefined)
  }
  // A device that is known here is counted for itself: nobody else at its address can hold it up.
  const guessing = (address: string, device: string | null): Counted =>
    device === null
      ? { limit: 'unknown', key: address }
      : { limit: 'unproven', key: `${address} ${device}` }
  return {
    beforeProof: (address, device) => refuseIfSpent(guessing(address, device)),
    proofFailed: (address, device) => note(guessing(address, device)),
    beforeEnrolment: (address) => refuseIfSpent({ limit: 'enrolment', key: address }),
    enrolmentRefused: (address) => note({ limit: 'enrolment', key: address }),
    asked: (call, method, deviceId) => spend(limitOf(call, method), deviceId),
  }
}
