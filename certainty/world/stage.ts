import type { Service } from '../../simulator/api/serve.ts'
import { createPayer } from '../../simulator/payers.ts'
import { createService } from '../../simulator/service.ts'
import { DEFAULT_MERCHANT } from '../../simulator/world.ts'
import type {
  BookedOrder,
  BookedRefund,
  HeardAnswer,
  NextWish,
  RefundAsked,
  RefundLine,
  ScreenLine,
  SentRefund,
  SentRequest,
} from '../checks/evidence.ts'
import { keepBooks } from './book-keeper.ts'
import { DurableLog } from './durable-log.ts'
import { fractionsOf } from './draws.ts'
import { createNetwork, type LineLog, type Network } from './network.ts'
import type { LineFault, Plan } from './plan.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'

/** Noon of a day in China. */
export const START_MS = Date.UTC(2026, 4, 20, 4)

const nameOf = (fault: LineFault): string => {
  if (fault.kind === 'wechat') return fault.preset
  if (fault.kind === 'done-but-error') return `done but ${fault.code}`
  return fault.kind === 'forged' ? `forged ${fault.lie}` : fault.kind
}

/** What everybody in a world shares: time, WeChat, the line to it, and what outsiders can see. */
export interface Stage {
  readonly plan: Plan
  readonly time: VirtualTime
  readonly service: Service
  readonly network: Network
  /** WeChat's books so far. */
  readonly orders: () => readonly BookedOrder[]
  readonly refunds: () => readonly BookedRefund[]
  readonly sent: SentRequest[]
  readonly screen: ScreenLine[]
  readonly sentRefunds: SentRefund[]
  readonly refundsAsked: RefundAsked[]
  readonly refundLines: RefundLine[]
  readonly refundsDoubted: { readonly atMs: number; readonly outRefundNo: string }[]
  readonly nextWishes: NextWish[]
  readonly durable: DurableLog
  readonly heard: HeardAnswer[]
  readonly starts: { readonly till: number; readonly atMs: number }[]
  readonly secrets: Set<string>
  readonly leftovers: { readonly where: string; readonly text: string }[]
  readonly trace: string[]
  /** Names of the faults that really struck. */
  readonly struck: string[]
  readonly note: (text: string) => void
  /** From 0 up to 1: always the same for a label. */
  readonly chanceOf: (label: string) => number
  readonly isCalm: () => boolean
}

/** Writes down what leaves over the line to WeChat. */
const lineLogOf = ({
  nowMs,
  note,
  sent,
  sentRefunds,
}: Pick<Stage, 'note' | 'sent' | 'sentRefunds'> & Pick<VirtualTime, 'nowMs'>): LineLog => ({
  noted: note,
  sent: ({ operation, asked, by }) => {
    const outTradeNo = asked.get('out_trade_no') ?? ''
    const outRefundNo = asked.get('out_refund_no') ?? ''
    const atMs = nowMs()
    if (operation === 'refund' || operation === 'refund-query') {
      const amount = asked.get('refund_fee') ?? ''
      sentRefunds.push({ operation, outTradeNo, outRefundNo, amount, by, atMs })
    } else sent.push({ operation, outTradeNo, by, atMs })
    note(`${by} sends ${operation} ${outRefundNo === '' ? outTradeNo : outRefundNo}`)
  },
})

export function createStage(plan: Plan): Stage {
  const time = createVirtualTime(START_MS)
  const { nowMs } = time
  const service = createService({
    clock: { nowMs: () => Math.floor(nowMs()), after: time.after },
    seed: `world ${plan.seed}`,
    settings: plan.wechat,
  })
  const { books } = service.worlds.real
  const { orders, refunds } = keepBooks(books, nowMs)
  plan.payers.forEach((payer, index) => {
    createPayer(service.worlds.real, { ...payer, id: `payer-${index}` })
  })
  const faults = new Map(plan.lineFaults.map((one) => [`${one.operation} ${one.nth}`, one.fault]))
  const calmAtMs = START_MS + plan.calmAtMs
  const isCalm = (): boolean => nowMs() >= calmAtMs
  const trace: string[] = []
  const struck: string[] = []
  const note = (text: string): void => {
    trace.push(`${((nowMs() - START_MS) / 1_000).toFixed(3)} ${text}`)
  }
  const sent: SentRequest[] = []
  const sentRefunds: SentRefund[] = []
  const chanceOf = fractionsOf(String(plan.seed))
  const network = createNetwork({
    time,
    service,
    chanceOf,
    faultOf: (operation, nth) => {
      const fault = isCalm() ? undefined : faults.get(`${operation} ${nth}`)
      if (fault === undefined) return null
      struck.push(nameOf(fault))
      return fault
    },
    log: lineLogOf({ nowMs, note, sent, sentRefunds }),
  })
  return {
    plan,
    time,
    service,
    network,
    orders,
    refunds,
    sent,
    screen: [],
    sentRefunds,
    refundsAsked: [],
    refundLines: [],
    refundsDoubted: [],
    nextWishes: [],
    durable: new DurableLog(nowMs),
    heard: [],
    starts: [],
    secrets: new Set([DEFAULT_MERCHANT.apiKey]),
    leftovers: [],
    trace,
    struck,
    note,
    chanceOf,
    isCalm,
  }
}
