import type { Edit, Mutant } from './mutant.ts'

const FLOW = 'app/payment/flow.ts'
const REVOKING = 'app/payment/revoking.ts'
const RUNNER = 'app/payment/run-payments.ts'
const TILL = 'app/till/till.ts'
const JUDGE = 'app/wechat/judge.ts'
const PAYMENT = 'app/wechat/payment.ts'

const mutant = (name: string, ...edits: readonly Edit[]): Mutant => ({
  name,
  access: 'store',
  edits,
})

const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace })

/** The line that makes a new state durable, and the one that acts on it. */
const APPEND = `    if (event.type === 'code-scanned') await this.#appendOnce(forJournal(event), next.state)\n`
const ACT =
  '    if (!this.#closed) for (const command of next.commands) this.#act(sale, command, waitedMs)\n'
const ACT_EARLY = ACT.replace('waitedMs', '0')

/** Mistakes in the flow, the runner, the till and the WeChat client. */
export const STORE_MUTANTS: readonly Mutant[] = [
  mutant('the request leaves before its intent is durable',
    edit(RUNNER, ACT, ''),
    edit(RUNNER, APPEND, ACT_EARLY + APPEND)),
  mutant('success is shown before it is durable',
    edit(RUNNER, APPEND, `    this.#parts.onChange(next.state)\n${APPEND}`)),
  mutant('only “paid” is shown before it is durable',
    edit(RUNNER, APPEND, `    if (next.state.kind === 'paid') this.#parts.onChange(next.state)\n${APPEND}`)),
  mutant('an answer that cannot be written down is dropped',
    edit(RUNNER, '        await new Promise<void>((resolve) => this.#parts.clock.after(JOURNAL_RETRY_MS, resolve))', '        return null')),
  mutant('a restart forgets what is open',
    edit(TILL, 'this.#payments.resume(kept.map(({ state }) => state))', 'this.#payments.resume([])')),
  mutant('a restart submits again',
    edit(RUNNER, `this.#follow(sale, { type: 'restarted', elapsedMs, clock: 'wall' })`, `elapsedMs > 0 && this.#act(sale, { type: 'submit', order: { outTradeNo: state.attempt.outTradeNo, amount: state.sale.amount, description: state.sale.description, note: '' }, paymentCode: '134567890123456789' })`)),
  mutant('a submit without an answer is sent again',
    edit('app/wechat/gateway.ts', '      submit(wire, order, { paymentCode, extras: extras?.(order) ?? {} }),', `      submit(wire, order, { paymentCode, extras: {} }).then((answer) => answer.kind === 'no-answer' ? submit(wire, order, { paymentCode, extras: {} }) : answer),`)),
  mutant('an answer is believed before its signature is checked',
    edit(JUDGE, 'if (!verifySign(fields, key, merchant.signType))', 'if (fields.size === 0)')),
  mutant('an unsigned refusal is believed',
    edit(JUDGE, `    return noAnswer('refused-unsigned', `, `    return { kind: 'error', code: 'TRADE_ERROR', description: '', fields }\n  if (text('return_code') === '') return noAnswer('refused-unsigned', `)),
  mutant('the amount of an answer is not compared',
    edit(PAYMENT, `  if (!fields.has('total_fee')) return null\n`, `  if (fields.size > 0) return null\n`)),
  mutant('the order number of an answer is not compared',
    edit(PAYMENT, `  ['out_trade_no', outTradeNo],\n]`, `  ['out_trade_no', ''],\n].slice(outTradeNo.length)`)),
  mutant('BANKERROR is taken for a refusal',
    edit('app/payment/code-table-submit.ts', `['BANKERROR', undecided('ask-later', 'bank-slow')]`, `['BANKERROR', refused('bank-slow', 'cashier')]`)),
  mutant('an unknown error code is taken for a refusal',
    edit('app/payment/code-table.ts', `if (row === undefined) return 'ask-later'\n  return submission`, `if (row === undefined) return 'refused'\n  return submission`)),
  mutant('a time-out is taken for a refusal',
    edit(FLOW, `    case 'no-answer':\n      return undecided(timing, state, { waitingFor: 'result', askNow: true })`, `    case 'no-answer':\n      return to({ kind: 'not-charged', sale, attempt, refusal: { kind: 'not-sent', cause: 'unreachable', detail: '' } })`)),
  mutant('the answer of a revoke is believed without a query',
    edit(REVOKING, `  // Once said it stands`, `  if (accepted) return to({ kind: 'revoked', sale: state.sale, attempt: state.attempt, cause: state.cause, proof: 'closed-at-wechat' })\n  // Once said it stands`)),
  mutant('“no such order” is believed at once',
    edit(REVOKING, `if (!accepted || !atLeast(revokedAtAge, 'code-dead')) return null`, 'if (!accepted && !revokedAtAge) return null')),
  mutant('“no such order” is believed when it is heard late',
    edit(REVOKING, 'const { sale, attempt, cause, revokedAtAge, accepted } = state', 'const { sale, attempt, cause, age: revokedAtAge, accepted } = state')),
  mutant('“no such order” is believed after a revoke that left while the submit could still arrive',
    edit(REVOKING, `return state.accepted || state.owed === 'revoke' ? callRevoke(state) : callQuery(state)`, 'return callQuery(state)'),
    edit(REVOKING, 'const { sale, attempt, cause, revokedAtAge, accepted } = state', 'const { sale, attempt, cause, age: revokedAtAge, accepted } = state')),
  mutant('“no such order” is believed of an order that WeChat has just called too old to revoke',
    edit(REVOKING, `const accepted = (answer.kind === 'accepted' && !answer.recall) || ruling === 'absent'`, `const accepted = (answer.kind === 'accepted' && !answer.recall) || ruling === 'absent' || ruling === 'too-old'`)),
  mutant('one word of WeChat’s ends the revokes of an order that is a minute old',
    edit(REVOKING, `const hopeless = next.tooOld && next.age === 'irrevocable'`, 'const hopeless = next.tooOld')),
  mutant('asking again puts the revoke off',
    edit(REVOKING, `return state.owed === 'revoke' ? callRevoke(state) : callQuery(state)`, 'return callQuery(state)')),
  mutant('the calendar tells the age of an attempt after a restart',
    edit('app/payment/age.ts', `const age = older(known, atLeast(told, 'overdue') ? 'overdue' : told)`, 'const age = older(known, told)')),
  mutant('SUCCESS after a revoke is believed as paid',
    edit(REVOKING, 'const told = state.revokes === 0 ? settled(state, answer) : outcome(state, answer)', 'const told = settled(state, answer) ?? outcome(state, answer)')),
  mutant('polling never ends',
    edit(FLOW, `if (failed || atLeast(state.age, 'overdue')) {`, 'if (failed) {')),
  mutant('an overdue payment is given up without a revoke',
    edit(FLOW, `if (failed || atLeast(state.age, 'overdue')) {`, `if (atLeast(state.age, 'overdue')) return to({ kind: 'revoked', sale: state.sale, attempt: state.attempt, cause: 'gave-up', proof: 'never-arrived' })\n  if (failed) {`)),
  mutant('stop is believed to stop at once',
    edit(FLOW, `return state.stopPressed ? to(state) : to({ ...state, stopPressed: true })`, `return to({ kind: 'revoked', sale: state.sale, attempt: state.attempt, cause: 'stop-pressed', proof: 'never-arrived' })`)),
  mutant('a new code may be charged while the last is undecided',
    edit('app/payment/state.ts', `state.kind === 'awaiting-code' || state.kind === 'not-charged' || state.kind === 'revoked'`, `state.kind === 'awaiting-code' || state.kind === 'not-charged' || state.kind === 'revoked' || (state.kind as string) === 'confirming'`),
    edit(FLOW, `    case 'not-charged':\n    case 'revoked':\n      // The last`, `    case 'not-charged':\n    case 'revoked':\n    case 'confirming':\n      if (state.kind === 'confirming' && event.type !== 'code-scanned') return confirming(timing, state, event)\n      // The last`),
    edit(FLOW, `    case 'confirming':\n      return confirming(timing, state, event)\n`, '')),
  mutant('order numbers are made of the minute alone',
    edit('app/payment/order-number.ts', 'return time + random.digits(RANDOM_DIGITS)', 'return time.slice(0, 12) + random.digits(1)')),
  mutant('a sale is on the screen without its order number',
    edit('app/till/screen.ts', 'outTradeNo: attempt?.outTradeNo ?? null', 'outTradeNo: null')),
  mutant('a parked sale leaves the screen',
    edit(TILL, `    this.#backgroundIds = [state.sale.saleId, ...this.#backgroundIds]\n`, '')),
  mutant('only one sale can be parked',
    edit(TILL, `if (state === undefined || !isOpen(state)) return fail({ kind: 'nothing-to-park' })`, `if (state === undefined || !isOpen(state) || this.#backgroundIds.length > 0) return fail({ kind: 'nothing-to-park' })`)),
  mutant('every sale asks WeChat once more, to be sure',
    edit(FLOW, `      return to({ kind: 'paid', sale, attempt, payment: answer.payment })`, `      return undecided(timing, state, { waitingFor: 'result', askNow: true })`)),
  mutant('the journal holds the payment code',
    edit('app/payment/journal.ts', '  return { type, outTradeNo, atMs }', '  return { ...event, type, outTradeNo, atMs }')),
] // prettier-ignore
