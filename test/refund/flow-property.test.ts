/** Whatever WeChat, the line and people do: what the flow says in the end is what WeChat's book says. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RefundCommand, RefundEvent } from '../../app/refund/event.ts'
import { beginRefund, stepRefund } from '../../app/refund/flow.ts'
import type { RefundAnswer, RefundStatus } from '../../app/refund/gateway.ts'
import { isSettled, type RefundState } from '../../app/refund/state.ts'
import { absent, errorAnswer, events, known, refund, silence, timing as usual } from './samples.ts'

/** A manager is told early, so that short runs get there too. */
const timing = { ...usual, triesInForeground: 2 }

/** Cheaper than an expectation: it is asked a million times. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** A request that is not aborted before this may still take effect; the flow counts on it. */
const UNDER_WAY_MAX_MS = timing.absentAfterMs

class World {
  state: RefundState
  nowMs = 0
  sentAtMs = 0
  /** WeChat's book: the one refund of this number, if there is one. */
  book: RefundStatus | null = null
  /** When requests arrive that nobody waits for any more. */
  late: number[] = []
  call: RefundCommand | null = null
  wait: { readonly atMs: number; readonly event: RefundEvent } | null = null
  readonly #tape: Iterator<number>

  constructor(tape: readonly number[]) {
    this.#tape = tape[Symbol.iterator]()
    const begun = beginRefund(refund)
    this.state = begun.state
    this.#take(begun.commands)
  }

  /** One of so many; null when the tape is at its end. */
  pick<T>(choices: readonly T[]): T | null {
    const next = this.#tape.next()
    return next.done === true ? null : (choices[next.value % choices.length] ?? null)
  }

  tell(event: RefundEvent): void {
    const next = stepRefund(timing, this.state, event)
    if (next.state === this.state && next.commands.length === 0) return
    this.state = next.state
    if (isSettled(next.state)) this.call = this.wait = null
    if (event.type === 'query-due' || event.type === 'send-due') this.wait = null
    this.#take(next.commands)
  }

  #take(commands: readonly RefundCommand[]): void {
    for (const command of commands) {
      if ('order' in command)
        must(command.order.outRefundNo === refund.outRefundNo, 'another number was sent')
      if (command.type === 'refund' || command.type === 'query') {
        must(this.call === null, 'two calls at once')
        this.call = command
        this.wait = null
        if (command.type === 'refund') this.sentAtMs = this.nowMs
      } else {
        const type = command.type === 'wait-for-query' ? 'query-due' : 'send-due'
        this.wait = { atMs: this.nowMs + command.delayMs, event: { type } }
      }
    }
  }

  /** Time goes on, and what was under way arrives. */
  pass(ms: number): void {
    this.nowMs += ms
    const arrived = this.late.filter((atMs) => atMs <= this.nowMs)
    this.late = this.late.filter((atMs) => atMs > this.nowMs)
    if (arrived.length > 0) this.book ??= 'PROCESSING'
  }

  waitOver({ atMs, event }: NonNullable<World['wait']>): void {
    this.pass(Math.max(0, atMs - this.nowMs))
    this.tell(event)
  }

  answerRefund(fate: string): void {
    this.call = null
    const did = (): RefundAnswer => {
      this.book ??= 'PROCESSING'
      return { kind: 'accepted', refundId: known.refundId }
    }
    const answers: Readonly<Record<string, () => RefundAnswer | null>> = {
      done: did,
      'done, unheard': () => (did(), silence),
      'done, killed': () => (did(), null),
      'not-sent': () => ({ kind: 'not-sent', cause: 'unreachable', detail: '' }),
      late: () => {
        this.late.push(this.nowMs + UNDER_WAY_MAX_MS - 1)
        return silence
      },
      'late, killed': () => {
        this.late.push(this.nowMs + UNDER_WAY_MAX_MS - 1)
        return null
      },
    }
    // WeChat answers a number that it knows by what it did, whatever it would say to a new one.
    const refused = (): RefundAnswer => (this.book === null ? errorAnswer(fate) : did())
    const answer = (answers[fate] ?? refused)()
    this.tell(answer === null ? { type: 'restarted' } : { type: 'refund-answered', answer })
  }

  answerQuery(fate: 'heard' | 'unheard' | 'SYSTEMERROR' | 'killed', tookMs: number): void {
    const sentAgoMs = this.nowMs - this.sentAtMs
    this.call = null
    const { book } = this
    this.pass(tookMs)
    if (fate === 'killed') return this.tell({ type: 'restarted' })
    const truth =
      book === null ? absent : ({ kind: 'found', refund: { ...known, status: book } } as const)
    const answer =
      fate === 'heard' ? truth : fate === 'unheard' ? silence : errorAnswer('SYSTEMERROR')
    this.tell({ type: 'query-answered', answer, sentAgoMs })
  }

  /** What was told must be so, now and when everything under way has arrived. */
  check(): void {
    const { state } = this
    if (state.kind === 'refunded') must(this.book === 'SUCCESS', 'told as refunded')
    if (state.kind !== 'refused') return
    if (state.refusal.kind === 'closed-by-wechat')
      must(this.book === 'REFUNDCLOSE', 'told as closed')
    else must(this.book === null && this.late.length === 0, 'told as never refunded')
  }
}

const REFUND_FATES = [
  'done',
  'done, unheard',
  'done, killed',
  'late',
  'late, killed',
  'not-sent',
  'SYSTEMERROR',
  'FREQUENCY_LIMITED',
  'NOTENOUGH',
  'TRADE_OVERDUE',
  'NEVER_HEARD_OF_IT',
] as const

const QUERY_FATES = ['heard', 'unheard', 'SYSTEMERROR', 'killed'] as const
const PEOPLE = [
  'ask-again-pressed',
  'send-again-pressed',
  'give-up-pressed',
  'resend-pressed',
] as const
const ENDS = ['SUCCESS', 'REFUNDCLOSE', 'CHANGE'] as const

/** One thing happens, of those that can. False: the tape is at its end. */
function happen(world: World): boolean {
  const { call, wait, book } = world
  const next = call !== null ? 'call' : wait !== null ? 'wait' : 'person'
  const settles = book === 'PROCESSING' ? (['book'] as const) : []
  const what = world.pick([next, next, next, next, 'person', ...settles] as const)
  if (what === null) return false
  if (what === 'person') world.tell(events[world.pick(PEOPLE) ?? 'ask-again-pressed'])
  else if (what === 'book') world.book = world.pick(ENDS) ?? 'SUCCESS'
  else if (call?.type === 'refund') world.answerRefund(world.pick(REFUND_FATES) ?? 'late')
  else if (call !== null)
    world.answerQuery(world.pick(QUERY_FATES) ?? 'heard', world.pick([0, 100, 3_000]) ?? 0)
  else if (wait !== null) world.waitOver(wait)
  return true
}

/** A resend whose node is killed while it is under way: it arrives after the next one was refused. */
const RESEND_CUT_OFF = [0, 9852, 0, 0, 6593, 0, 0, 0, 5434, 332]

it('ends as WeChat’s book says, and ends once all goes well', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { maxLength: 60 }), (tape) => {
      const world = new World(tape)
      for (world.check(); happen(world); world.check());
      // From now on everything is heard, and WeChat settles what it has.
      for (let turns = 0; turns < 300 && !isSettled(world.state); turns += 1) {
        if (world.call?.type === 'refund') world.answerRefund('done')
        else if (world.call !== null) world.answerQuery('heard', 100)
        else if (world.wait !== null) {
          if (world.book === 'PROCESSING') world.book = 'SUCCESS'
          world.waitOver(world.wait)
        } else break
        world.check()
      }
      const { state } = world
      const waitsForPeople =
        state.kind === 'needs-attention' &&
        ((state.problem === 'funds-low' && world.book === null) ||
          (state.problem === 'payer-account-dead' && world.book === 'CHANGE'))
      expect(isSettled(state) || waitsForPeople).toBe(true)
    }),
    { numRuns: 30_000, examples: [[RESEND_CUT_OFF]] },
  )
})
