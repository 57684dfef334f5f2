import { type Operators, operatorsSchema } from '../../app/contract/rest-operators.ts'
import { type Orders, ordersSchema } from '../../app/contract/rest-orders.ts'
import {
  type Refund,
  refundSchema,
  type Refunds,
  refundsSchema,
  type StartRefund,
} from '../../app/contract/rest-refunds.ts'
import { ask, type EnrolledTill, problemOf } from './till-client.ts'

/** A refund as a test asks for it. */
export type RefundAsk = Omit<StartRefund, 'reason'> & { readonly reason?: string }

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`refused: ${(await problemOf(response)).code}`)
  return response.json()
}

/** A till's calls about refunds, orders and operators to one node. */
export function refundClient(till: EnrolledTill, url: string) {
  const post = (path: string, body?: object) =>
    ask(till, url + path, {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const get = async (path: string): Promise<unknown> => answerOf(await ask(till, url + path))
  const refund = async (id: string, query = ''): Promise<Refund> =>
    refundSchema.parse(await get(`/v1/refunds/${id}${query}`))
  return {
    refund,
    tryStart: (paymentId: string, wanted: RefundAsk) =>
      post(`/v1/payments/${paymentId}/refunds`, wanted),
    start: async (paymentId: string, wanted: RefundAsk): Promise<Refund> =>
      refundSchema.parse(await answerOf(await post(`/v1/payments/${paymentId}/refunds`, wanted))),
    wish: async (id: string, wish: 'ask-again' | 'send-again' | 'give-up'): Promise<Refund> =>
      refundSchema.parse(await answerOf(await post(`/v1/refunds/${id}/${wish}`))),
    refundsOf: async (paymentId: string): Promise<Refunds> =>
      refundsSchema.parse(await get(`/v1/payments/${paymentId}/refunds`)),
    find: async (query: string): Promise<Orders> =>
      ordersSchema.parse(await get(`/v1/payments${query}`)),
    operators: async (): Promise<Operators> => operatorsSchema.parse(await get('/v1/operators')),
    signIn: (operator: string, pin: string) => post(`/v1/operators/${operator}/sign-in`, { pin }),
    /** Asks, each time for something newer, until it is as wanted. */
    async until(id: string, wanted: (refund: Refund) => boolean): Promise<Refund> {
      for (let known = await refund(id); ;) {
        if (wanted(known)) return known
        if (known.final) throw new Error(`${id} ended ${known.status}`)
        known = await refund(id, `?wait=5&after=${known.version}`)
      }
    },
    /** The refunds on this till's event stream, as they come. */
    async *events(signal: AbortSignal): AsyncGenerator<Refund> {
      const response = await ask(till, `${url}/v1/events`)
      if (!response.ok || response.body === null) throw new Error(`no stream: ${response.status}`)
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      signal.addEventListener('abort', () => void reader.cancel())
      let rest = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        const parts = (rest + value).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) {
          const data = /^event: refund\ndata: (.*)$/m.exec(part)?.[1]
          if (data !== undefined) yield refundSchema.parse(JSON.parse(data))
        }
      }
    },
  }
}
