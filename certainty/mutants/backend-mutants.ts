import type { Edit, Mutant } from './mutant.ts'

const SERVICE = 'backend/payment-service.ts'
const REFUNDS = 'backend/refund-service.ts'
const GATEWAY = 'adapters/backend/gateway.ts'

const mutant = (name: string, ...edits: readonly Edit[]): Mutant => ({
  name,
  access: 'backend',
  edits,
})

const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace })

/** Mistakes in the backend, and in the till's way to it. */
export const BACKEND_MUTANTS: readonly Mutant[] = [
  mutant('a claim ends before its call can',
    edit(SERVICE, 'this.#claimMs = parts.callMsMax + CLAIM_MARGIN_MS', 'this.#claimMs = 400')),
  mutant('a node that takes over submits again',
    edit(SERVICE, '      if (made?.change.call) this.#begin(row, made.change.call, askedMs)', `      if (made?.change.call) this.#begin(row, made.change.event.type === 'restarted' && row.state.kind === 'confirming' ? { type: 'submit', order: made.change.call.order, paymentCode: '134567890123456789' } : made.change.call, askedMs)`)),
  mutant('the answer of a node that was taken over is believed',
    edit(SERVICE, 'await this.#parts.store.readFenced(claimed, claimed.fence)', 'await this.#parts.store.read(claimed)')),
  mutant('the calendar of a till is believed in the backend too',
    edit(SERVICE, `clock: 'steady',`, `clock: 'wall',`)),
  mutant('the till takes “no such payment” for a refusal',
    edit(GATEWAY, `    ? { kind: 'error', code: 'ORDERNOTEXIST', description: answer.detail }`, `    ? { kind: 'order', tradeState: 'CLOSED', description: answer.detail }`)),
  mutant('the till takes a broken line to the backend for “not sent”',
    edit(GATEWAY, 'if (!later) return mayHaveLeft ?? notSent(answer)', `if (!later) return { kind: 'not-sent', cause: 'unreachable', detail: '' }`)),
  mutant('a node that takes a refund over sends it under a new number',
    edit(REFUNDS, 'answer: await gateway.refund(call.order).catch(noAnswer)', `answer: await gateway.refund(row.version > 1 ? { ...call.order, outRefundNo: call.order.outRefundNo + 'B' } : call.order).catch(noAnswer)`)),
  mutant('the till takes a broken line for a refund that the backend declined',
    edit('adapters/backend/refund-gateway.ts', `      return answer.kind === 'not-sent' ? answer : noAnswer(answer)`, `      return { kind: 'declined', detail: answer.kind }`)),
] // prettier-ignore
