/**
 * The books: orders, refunds, codes, payers, requests, and every movement of money. Each change is one record; money
 * is only ever added as movements, never edited, so balances are sums that anybody can check.
 */
import type { Clock } from '../app/ports.ts'
import type {
  BookRecord,
  IssuedCode,
  Movement,
  Order,
  Payer,
  RecordedRequest,
  Refund,
} from './model.ts'

/** Where records go to be kept; see store.ts. */
export interface Store {
  /** What was kept by an earlier run. */
  readonly records: readonly BookRecord[]
  readonly append: (record: BookRecord) => void
  readonly close: () => void
}

export const memoryStore: Store = {
  records: [],
  append: () => undefined,
  close: () => undefined,
}

export interface Books {
  readonly payers: ReadonlyMap<string, Payer>
  /** By hash of the code. */
  readonly codes: ReadonlyMap<string, IssuedCode>
  /** By `Order.key`. */
  readonly orders: ReadonlyMap<string, Order>
  /** By `out_refund_no`. */
  readonly refunds: ReadonlyMap<string, Refund>
  readonly movements: readonly Movement[]
  readonly requests: readonly RecordedRequest[]
  /** Records that were ever written, so that a restart can go on with other random numbers. */
  readonly size: () => number
  readonly put: <T extends BookRecord>(record: T) => T['value']
  readonly move: (movement: Omit<Movement, 'sequence' | 'atMs'>) => void
  /** Sum of all that came into and left an account. */
  readonly balance: (account: string, currency: string) => number
  readonly balances: () => readonly Balance[]
  /** Runs after each record. Returns the function that ends it. */
  readonly onChange: (listener: (record: BookRecord) => void) => () => void
}

export interface Balance {
  readonly account: string
  readonly currency: string
  readonly amount: number
}

interface Shelves {
  readonly payers: Map<string, Payer>
  readonly codes: Map<string, IssuedCode>
  readonly orders: Map<string, Order>
  readonly refunds: Map<string, Refund>
  readonly movements: Movement[]
  readonly requests: RecordedRequest[]
  readonly balances: Map<string, number>
}

const emptyShelves = (): Shelves => ({
  payers: new Map(),
  codes: new Map(),
  orders: new Map(),
  refunds: new Map(),
  movements: [],
  requests: [],
  balances: new Map(),
})

function addMovement(shelves: Shelves, movement: Movement): void {
  shelves.movements.push(movement)
  for (const [account, sign] of [
    [movement.from, -1],
    [movement.to, 1],
  ] as const) {
    const name = `${movement.currency} ${account}`
    shelves.balances.set(name, (shelves.balances.get(name) ?? 0) + sign * movement.amount)
  }
}

function empty({ movements, requests, ...maps }: Shelves): void {
  for (const map of Object.values(maps)) map.clear()
  movements.length = 0
  requests.length = 0
}

function apply(shelves: Shelves, record: BookRecord): void {
  switch (record.kind) {
    case 'payer':
      shelves.payers.set(record.value.id, record.value)
      break
    case 'code':
      shelves.codes.set(record.value.hash, record.value)
      break
    case 'order':
      shelves.orders.set(record.value.key, record.value)
      break
    case 'refund':
      shelves.refunds.set(record.value.outRefundNo, record.value)
      break
    case 'movement':
      addMovement(shelves, record.value)
      break
    case 'request':
      shelves.requests[record.value.sequence] = record.value
      break
    case 'reset':
      empty(shelves)
      break
    case 'clock':
      break
  }
}

export function createBooks({
  clock,
  store = memoryStore,
}: {
  clock: Pick<Clock, 'nowMs'>
  store?: Store
}): Books {
  const shelves = emptyShelves()
  const listeners = new Set<(record: BookRecord) => void>()
  let size = 0
  const count = (record: BookRecord): void => {
    apply(shelves, record)
    size += 1
  }
  for (const record of store.records) count(record)

  const put = <T extends BookRecord>(record: T): T['value'] => {
    store.append(record)
    count(record)
    for (const listener of listeners) listener(record)
    return record.value
  }
  return {
    ...shelves,
    size: () => size,
    put,
    move: (movement) => {
      // Nothing moved is no movement: a payment of coupons alone takes no cash.
      if (movement.amount === 0) return
      const sequence = shelves.movements.length
      put({ kind: 'movement', value: { ...movement, sequence, atMs: clock.nowMs() } })
    },
    balance: (account, currency) => shelves.balances.get(`${currency} ${account}`) ?? 0,
    balances: () =>
      [...shelves.balances].map(([name, amount]) => {
        const [currency = '', ...account] = name.split(' ')
        return { account: account.join(' '), currency, amount }
      }),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
