import type {
  Clock,
  Gateway,
  NoAnswer,
  Order,
  QueryAnswer,
  RevokeAnswer,
  SubmitAnswer,
  TradeState,
} from '../../app/ports.ts'

/** Draws numbers from 0 up to 1; seeded by the test. */
export type Draw = () => number

interface Entry {
  readonly minor: number
  readonly createdAtMs: number
  state: 'SUCCESS' | 'USERPAYING' | 'PAYERROR' | 'REVOKED' | 'REFUND'
}

/** A WeChat and a network that misbehave at random, with books that a checker can read. */
export interface MoodyWechat {
  readonly gateway: Gateway
  /** Every state an order ever had, by number. */
  readonly history: ReadonlyMap<string, readonly string[]>
  readonly stateOf: (outTradeNo: string) => string | undefined
  readonly submits: ReadonlyMap<string, number>
  /** From now on everything works and every answer arrives. */
  readonly calmDown: () => void
}

const CODE_LIFE_MS = 60_000
const AUTO_REVOKE_MS = 45_000
const CALL_TIMEOUT_MS = 10_000
const silence: NoAnswer = { kind: 'no-answer', cause: 'timeout', detail: '' }
const evidence = { transactionId: '42', timeEnd: '20250101093000', cash: null, bankType: 'CFT' }
const error = (code: string) => ({ kind: 'error', code, description: code }) as const

/** A gateway onto a world whose moods are drawn from `draw`. */
export function moodyWechat(clock: Clock, draw: Draw): MoodyWechat {
  const orders = new Map<string, Entry>()
  const history = new Map<string, string[]>()
  const submits = new Map<string, number>()
  let calm = false
  const chance = (share: number): boolean => !calm && draw() < share

  const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve))

  function become(outTradeNo: string, entry: Entry, state: Entry['state']): void {
    entry.state = state
    history.set(outTradeNo, [...(history.get(outTradeNo) ?? []), state])
  }

  /** The request travels, is handled or not, and the answer travels back or not: a call of unknown outcome ends at its time-out. */
  async function call<A>(handle: () => A): Promise<A | NoAnswer> {
    const sentAtMs = clock.nowMs()
    // A request that is held up may be handled long after its sender stopped waiting for it.
    const heldMs = chance(0.1) ? draw() * 90_000 : draw() * 300
    const lost = chance(0.1)
    const deaf = chance(0.15)
    const handled = wait(heldMs).then(() => (lost ? null : handle()))
    const timedOut = wait(CALL_TIMEOUT_MS).then(() => null)
    const answer = await Promise.race([handled, timedOut])
    if (answer !== null && !deaf) return answer
    await wait(Math.max(0, sentAtMs + CALL_TIMEOUT_MS - clock.nowMs()))
    return silence
  }

  /** What the payer does once the dialog is open. */
  function payerActs(outTradeNo: string, entry: Entry): void {
    const afterMs = draw() * 60_000
    const pays = draw() < 0.6
    clock.after(Math.min(afterMs, AUTO_REVOKE_MS), () => {
      if (entry.state !== 'USERPAYING') return
      if (afterMs >= AUTO_REVOKE_MS) become(outTradeNo, entry, 'REVOKED')
      else become(outTradeNo, entry, pays ? 'SUCCESS' : 'PAYERROR')
    })
  }

  function submitted({ outTradeNo, amount }: Order, scannedAtMs: number): SubmitAnswer {
    submits.set(outTradeNo, (submits.get(outTradeNo) ?? 0) + 1)
    const known = orders.get(outTradeNo)
    if (known !== undefined)
      return error(known.state === 'SUCCESS' ? 'ORDERPAID' : 'OUT_TRADE_NO_USED')
    if (clock.nowMs() >= scannedAtMs + CODE_LIFE_MS) return error('AUTH_CODE_INVALID')
    if (chance(0.15)) return error('NOTENOUGH')
    const entry: Entry = { minor: amount.minor, createdAtMs: clock.nowMs(), state: 'USERPAYING' }
    orders.set(outTradeNo, entry)
    const free = draw() < 0.5
    become(outTradeNo, entry, free ? 'SUCCESS' : 'USERPAYING')
    if (!free) payerActs(outTradeNo, entry)
    if (chance(0.1)) return error('SYSTEMERROR')
    if (chance(0.05)) return error('A_CODE_NOBODY_KNOWS')
    return free ? { kind: 'paid', payment: evidence } : error('USERPAYING')
  }

  function queried({ outTradeNo }: Order): QueryAnswer {
    if (chance(0.08)) return error(draw() < 0.5 ? 'SYSTEMERROR' : 'PARAM_ERROR')
    const entry = orders.get(outTradeNo)
    if (entry === undefined) return error('ORDERNOTEXIST')
    if (entry.state === 'SUCCESS') return { kind: 'paid', payment: evidence }
    const tradeState: TradeState = entry.state
    return { kind: 'order', tradeState, description: '' }
  }

  function revoked({ outTradeNo }: Order): RevokeAnswer {
    const entry = orders.get(outTradeNo)
    // Merchants report that an unknown number, and sometimes a known one, is "revoked" without effect.
    if (entry === undefined || chance(0.1)) return { kind: 'accepted', recall: false }
    if (chance(0.1)) return { kind: 'accepted', recall: true }
    if (entry.state === 'USERPAYING' && chance(0.3)) return { ...error('USERPAYING'), recall: true }
    if (chance(0.1)) return { ...error('SYSTEMERROR'), recall: draw() < 0.5 }
    if (entry.state === 'REVOKED' || entry.state === 'REFUND')
      return { kind: 'accepted', recall: false }
    become(outTradeNo, entry, entry.state === 'SUCCESS' && draw() < 0.3 ? 'REFUND' : 'REVOKED')
    return { kind: 'accepted', recall: false }
  }

  return {
    gateway: {
      async submit(order) {
        const scannedAtMs = clock.nowMs()
        if (chance(0.05)) return { kind: 'not-sent', cause: 'unreachable', detail: '' }
        return call(() => submitted(order, scannedAtMs))
      },
      query: (order) => call(() => queried(order)),
      revoke: (order) => call(() => revoked(order)),
    },
    history,
    submits,
    stateOf: (outTradeNo) => orders.get(outTradeNo)?.state,
    calmDown() {
      calm = true
    },
  }
}
