import type { BookedOrder, Evidence, ScreenLine } from './evidence.ts'

/**
 * Another attempt of the same sale is on the screen. As good as "not charged" for the one before: nobody may scan again
 * while that can still take money. Its own verdict may have been on the glass for less than one frame.
 */
const SUPERSEDED = 'superseded'

/** Screens that end a sale's attempt for good; until one of them is shown the cashier waits. */
export const DECIDED: readonly string[] = ['paid', 'not-charged', 'stopped', SUPERSEDED]

/** What one order number was on the screens and in the books. */
export interface OrderStory {
  readonly outTradeNo: string
  readonly booked: BookedOrder | null
  /** What the screens said of it, in order; empty when no screen ever did. */
  readonly lines: readonly ScreenLine[]
  readonly submits: readonly number[]
}

/** Everything known from outside about each order number. */
export function storiesOf({ orders, sent, screen }: Evidence): readonly OrderStory[] {
  const booked = new Map(orders.map((order) => [order.outTradeNo, order]))
  const lines = linesByOrder(screen)
  const submits = new Map<string, number[]>()
  for (const { operation, outTradeNo, atMs } of sent) {
    if (operation !== 'submit') continue
    submits.set(outTradeNo, [...(submits.get(outTradeNo) ?? []), atMs])
  }
  const numbers = new Set([...booked.keys(), ...lines.keys(), ...sent.map((one) => one.outTradeNo)])
  return [...numbers].map((outTradeNo) => ({
    outTradeNo,
    booked: booked.get(outTradeNo) ?? null,
    lines: lines.get(outTradeNo) ?? [],
    submits: submits.get(outTradeNo) ?? [],
  }))
}

function linesByOrder(screen: readonly ScreenLine[]): ReadonlyMap<string, readonly ScreenLine[]> {
  const lines = new Map<string, ScreenLine[]>()
  const add = (outTradeNo: string, line: ScreenLine): void => {
    const known = lines.get(outTradeNo)
    if (known) known.push(line)
    else lines.set(outTradeNo, [line])
  }
  const latest = new Map<string, ScreenLine>()
  for (const line of screen) {
    if (line.outTradeNo === null) continue
    const before = latest.get(line.saleId)
    latest.set(line.saleId, line)
    const earlier = before?.outTradeNo ?? line.outTradeNo
    if (before !== undefined && earlier !== line.outTradeNo) {
      add(earlier, { ...before, atMs: line.atMs, screen: SUPERSEDED })
    }
    add(line.outTradeNo, line)
  }
  return lines
}

const until = (
  amounts: readonly { readonly atMs: number; readonly amount: number }[],
  atMs: number,
): number => amounts.filter((one) => one.atMs <= atMs).reduce((sum, { amount }) => sum + amount, 0)

/**
 * What the shop holds of an order's money at a moment. A sale that was told as paid stays one when its money goes back by a
 * refund later; before that, and of any other order, a refund is one way of undoing the charge.
 */
export function heldAt({ booked, lines }: OrderStory, atMs: number): number {
  if (booked === null) return 0
  const soldAtMs = lines.find(({ screen }) => screen === 'paid')?.atMs ?? Infinity
  const undoing = booked.refunded.filter((refund) => refund.atMs < soldAtMs)
  return until(booked.movements, atMs) - until(undoing, atMs)
}

/** WeChat took down another amount than the cashier entered: no till can put that right. */
export const amountDiffers = ({ booked, lines }: OrderStory): boolean =>
  booked !== null &&
  booked.totalFee !== 0 &&
  lines.some((line) => line.amountMinor !== booked.totalFee)

/** The latest line about the order, or null. */
export const lastLine = ({ lines }: OrderStory): ScreenLine | null => lines.at(-1) ?? null
