/**
 * What the checker looks at: WeChat Pay's books, the database's rows, and what the tills wrote down. It knows these by
 * their files alone and shares no code with what it checks.
 */

export interface Order {
  readonly outTradeNo: string
  readonly totalFee: number
  readonly state: string
}

export interface Movement {
  readonly kind: string
  readonly from: string
  readonly to: string
  readonly amount: number
  readonly outTradeNo: string
  readonly atMs: number
}

/** A request as it reached WeChat Pay. */
export interface WireRequest {
  readonly operation: string
  readonly outTradeNo: string
  readonly atMs: number
  readonly answeredAtMs: number | null
  readonly answer: string
  readonly fault: string
}

export interface Books {
  readonly orders: readonly Order[]
  readonly movements: readonly Movement[]
  readonly requests: readonly WireRequest[]
}

/** A row of `payment`. */
export interface Row {
  readonly id: string
  readonly till_id: string
  readonly status: string
  readonly problem: string | null
  readonly amount_minor: number
  readonly version: number
  readonly submitted_ms: number
  readonly changed_ms: number
}

/** A row of `payment_event`. */
export interface Event {
  readonly payment_id: string
  readonly version: number
  readonly status: string
  readonly type: string
  readonly node: string
  readonly at_ms: number
}

/** A line of a till's log. */
export type Line =
  | {
      readonly kind: 'asked'
      readonly till: string
      readonly saleId: string
      readonly orderNo: string
      readonly amountMinor: number
      readonly atMs: number
    }
  | {
      readonly kind: 'told'
      readonly till: string
      readonly orderNo: string
      readonly version: number
      readonly status: string
      readonly final: boolean
      readonly problem: string | null
      readonly amountMinor: number
      readonly via: string
      readonly atMs: number
    }
  | { readonly kind: 'wished'; readonly till: string; readonly orderNo: string }
  | {
      readonly kind: 'unexpected'
      readonly till: string
      readonly orderNo: string
      readonly what: string
    }

/** A line of the screen log of one of our own tills: what its cashier was shown, in the order of painting. */
export interface Painted {
  readonly paintedAtMs: number
  readonly saleId: string
  /** Null before the sale's first code. */
  readonly outTradeNo: string | null
  readonly amountMinor: number
  readonly screen: string
}

/** How often one of our own tills ran. */
export interface OwnTill {
  readonly till: string
  readonly starts: number
  readonly killed: number
  /** Ends that nobody had asked for. */
  readonly endedItself: number
}

/** When what happened, by this machine's clock. */
export interface Times {
  /** Until then nothing was broken on purpose. */
  readonly calmUntilMs: number
  /** From then on the network and all programs worked. */
  readonly quietFromMs: number
}

export interface Facts {
  readonly times: Times
  readonly books: Books
  readonly rows: readonly Row[]
  readonly events: readonly Event[]
  readonly lines: readonly Line[]
  readonly painted: readonly Painted[]
  readonly ownTills: readonly OwnTill[]
  /** Payment codes that were shown to tills: they may stand nowhere. */
  readonly codes: ReadonlySet<string>
  /** Everything that was written, by name: logs of programs, rows of all tables. */
  readonly texts: ReadonlyMap<string, string>
}

/** Something that must not be. */
export interface Finding {
  readonly rule: string
  readonly about: string
  readonly what: string
}

/** One rule: what breaks it. */
export type Rule = (facts: Facts) => readonly Finding[]

/** One attempt to sell something, at a till of either kind. */
export interface Attempt {
  readonly saleId: string
  readonly orderNo: string
}

/** Every order that a till asked for or showed, once for each sale. */
export function attempts({ lines, painted }: Facts): readonly Attempt[] {
  const shown = new Map(
    painted.flatMap(({ saleId, outTradeNo }) =>
      outTradeNo === null
        ? []
        : [[`${saleId} ${outTradeNo}`, { saleId, orderNo: outTradeNo }] as const],
    ),
  )
  return [...lines.filter((line) => line.kind === 'asked'), ...shown.values()]
}

/** Groups by a name. */
export function groupBy<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const name = nameOf(one)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [one])
    else group.push(one)
  }
  return groups
}
