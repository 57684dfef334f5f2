/** Typed client of the control API (docs/simulator.md), for tests and tools in other processes. */
import { z } from 'zod'
import {
  type BillEdit,
  type BooksView,
  booksSchema,
  clockSchema,
  dialogAnswerSchema,
  type DifferencesAsk,
  faultsSchema,
  injectedSchema,
  type NewPayer,
  type OrderView,
  orderViewSchema,
  type PayerChange,
  presetsSchema,
  problemSchema,
  type RequestFilter,
  sentinelSchema,
  shownCodeSchema,
  type Until,
} from './control/contract.ts'
import {
  type Fault,
  type FaultRequest,
  faultSchema,
  type RandomFaults,
} from './faults/behaviour.ts'
import {
  type Operation,
  type Order,
  orderSchema,
  payerViewSchema,
  type RecordedRequest,
  refundSchema,
  requestSchema,
  type TradeState,
} from './model.ts'
import { type ReadyLine, readySchema } from './ready-line.ts'
import { type Settings, settingsSchema, type SettingsChange } from './settings.ts'

export type PayerView = z.infer<typeof payerViewSchema>
export type DialogAnswer = z.infer<typeof dialogAnswerSchema>

/** The simulator refused a call. `status` 408: what was waited for did not happen in time. */
export class ControlError extends Error {
  readonly status: number
  constructor(status: number, kind: string, call: string) {
    super(`${call}: ${status} ${kind}`)
    this.status = status
  }
}

/** Calls of the control API. All reject with a ControlError when the simulator refuses. */
export type ControlClient = ReturnType<typeof connectControl>

const nothing = z.unknown()

type Ask = <T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown) => Promise<T>

function createAsk(base: string): Ask {
  return async (schema, method, path, body) => {
    const response = await fetch(new URL(path, base), {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const value: unknown = await response.json()
    if (response.ok) return schema.parse(value)
    const problem = problemSchema.safeParse(value)
    const kind = problem.success ? problem.data.error.kind : 'unreadable answer'
    throw new ControlError(response.status, kind, `${method} ${path}`)
  }
}

const payerCalls = (ask: Ask) => ({
  payers: () => ask(z.array(payerViewSchema), 'GET', '/payers'),
  createPayer: (settings: NewPayer = {}) => ask(payerViewSchema, 'POST', '/payers', settings),
  payer: (id: string) => ask(payerViewSchema, 'GET', `/payers/${id}`),
  changePayer: (id: string, change: PayerChange) =>
    ask(payerViewSchema, 'PATCH', `/payers/${id}`, change),
  /** The code that the payer's phone shows now. */
  code: (id: string) => ask(shownCodeSchema, 'GET', `/payers/${id}/code`),
  refreshCode: (id: string, code?: string) =>
    ask(shownCodeSchema, 'POST', `/payers/${id}/code`, { code }),
  /** Types a password into the open dialog; without one, the right one. */
  enterPassword: (id: string, password?: string): Promise<DialogAnswer> =>
    ask(dialogAnswerSchema, 'POST', `/payers/${id}/password`, { password }),
  mistype: (id: string): Promise<DialogAnswer> =>
    ask(dialogAnswerSchema, 'POST', `/payers/${id}/mistype`, {}),
  cancel: (id: string): Promise<DialogAnswer> =>
    ask(dialogAnswerSchema, 'POST', `/payers/${id}/cancel`, {}),
  history: (id: string) => ask(z.array(orderSchema), 'GET', `/payers/${id}/history`),
})

const faultCalls = (ask: Ask) => ({
  faults: (): Promise<Fault[]> => ask(faultsSchema, 'GET', '/faults'),
  addFault: (fault: FaultRequest): Promise<Fault> => ask(faultSchema, 'POST', '/faults', fault),
  removeFault: async (id: string) => void (await ask(nothing, 'DELETE', `/faults/${id}`)),
  clearFaults: async () => void (await ask(nothing, 'DELETE', '/faults')),
  randomFaults: async (plan: RandomFaults) =>
    void (await ask(nothing, 'PUT', '/faults/random', plan)),
  presets: () => ask(presetsSchema, 'GET', '/presets'),
  sentinels: () => ask(z.array(sentinelSchema), 'GET', '/sentinels'),
  editBill: async (edit: BillEdit) => void (await ask(nothing, 'POST', '/bill-edits', edit)),
  /** Makes a day's bill differ from the books in ways that are told. */
  injectDifferences: (wish: DifferencesAsk) =>
    ask(z.array(injectedSchema), 'POST', '/bill-differences', wish),
  clearBillEdits: async () => void (await ask(nothing, 'DELETE', '/bill-edits')),
})

const query = (filter: object): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined) search.set(name, String(value))
  return search.toString()
}

const bookCalls = (ask: Ask) => ({
  books: (of: 'real' | 'sandboxnew' | 'xdc' = 'real'): Promise<BooksView> =>
    ask(booksSchema, 'GET', `/books?of=${of}`),
  orders: (): Promise<Order[]> => ask(z.array(orderSchema), 'GET', '/orders'),
  /** All that is known of a number, how often each call for it arrived included. */
  order: (outTradeNo: string): Promise<OrderView> =>
    ask(orderViewSchema, 'GET', `/orders/${encodeURIComponent(outTradeNo)}`),
  requests: (filter: RequestFilter = {}): Promise<RecordedRequest[]> =>
    ask(z.array(requestSchema), 'GET', `/requests?${query(filter)}`),
})

const waitCalls = (ask: Ask) => {
  const wait = <T>(schema: z.ZodType<T>, until: Until, timeoutMs?: number): Promise<T> =>
    ask(schema, 'POST', '/wait', { until, timeoutMs })
  return {
    waitFor: (until: Until, timeoutMs?: number) => wait(nothing, until, timeoutMs),
    /** The first order that fits, as soon as there is one. */
    waitForOrder: (
      order: {
        outTradeNo?: string
        payerId?: string
        totalFee?: number
        state?: TradeState | TradeState[]
      },
      timeoutMs?: number,
    ): Promise<Order> => wait(orderSchema, { order }, timeoutMs),
    /** The order whose password dialog is open. */
    waitForDialog: (payerId?: string, timeoutMs?: number): Promise<Order> =>
      wait(orderSchema, { dialog: payerId === undefined ? {} : { payerId } }, timeoutMs),
    waitForRequests: (
      requests: {
        operation?: Operation
        outTradeNo?: string
        atLeast?: number
        answered?: boolean
      },
      timeoutMs?: number,
    ): Promise<RecordedRequest[]> => wait(z.array(requestSchema), { requests }, timeoutMs),
    waitForRefund: (outRefundNo: string, status?: 'PROCESSING' | 'SUCCESS', timeoutMs?: number) =>
      wait(
        refundSchema,
        { refund: status === undefined ? { outRefundNo } : { outRefundNo, status } },
        timeoutMs,
      ),
  }
}

/** `control` is the address in the ready line. */
export function connectControl(control: string) {
  const ask = createAsk(control)
  return {
    ready: (): Promise<ReadyLine> => ask(readySchema, 'GET', '/ready'),
    reset: async () => void (await ask(nothing, 'POST', '/reset', {})),
    settings: (): Promise<Settings> => ask(settingsSchema, 'GET', '/settings'),
    changeSettings: (change: SettingsChange): Promise<Settings> =>
      ask(settingsSchema, 'PATCH', '/settings', change),
    clock: () => ask(clockSchema, 'GET', '/clock'),
    /** Moves simulated time forward; resolves when all that became due was done. */
    advance: (ms: number) => ask(clockSchema, 'POST', '/clock/advance', { ms }),
    ...payerCalls(ask),
    ...faultCalls(ask),
    ...bookCalls(ask),
    ...waitCalls(ask),
  }
}
