import type { Edit, Mutant } from './mutant.ts'

const FLOW = 'app/refund/flow.ts'
const RUNNER = 'app/refund/run-refunds.ts'
const DESK = 'app/refund/refund-desk.ts'

const mutant = (name: string, ...edits: readonly Edit[]): Mutant => ({
  name,
  access: 'store',
  edits,
})

const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace })

const APPEND = `    await this.#append({ type: 'refund-requested', facts }, state)\n`

/** Mistakes in giving money back. */
export const REFUND_MUTANTS: readonly Mutant[] = [
  mutant('a refund is sent again under a new number',
    edit(RUNNER, '          .refund(command.order)', `          .refund(running.state.kind === 'submitting' ? command.order : { ...command.order, outRefundNo: command.order.outRefundNo + 'A' })`)),
  mutant('the request for a refund leaves before its intent is durable',
    edit(RUNNER, APPEND, `    void this.#parts.gateway.refund(refund)\n${APPEND}`)),
  mutant('a restart forgets the refunds under way',
    edit(DESK, 'this.#refunds.resume(parts.journal.unsettled())', 'this.#refunds.resume([])')),
  mutant('a restart gives up a refund whose answer it did not hear',
    edit(FLOW, `return event.type === 'restarted' ? ask({ ...fresh(state), doubtful: true }) : to(state)`, `return event.type === 'restarted' ? to({ kind: 'refused', refund: state.refund, refusal: { kind: 'given-up' } }) : to(state)`)),
  mutant('refunds that nobody has decided do not count',
    edit('app/refund/refundable.ts', `    .filter(({ kind }) => kind !== 'refused')\n    .reduce`, `    .filter(({ kind }) => kind === 'refunded')\n    .reduce`)),
  mutant('of a payment that is no sale a part may be kept',
    edit('app/refund/refundable.ts', `leastMinor: state.kind === 'paid' ? 1 : leftMinor`, 'leastMinor: 1')),
  mutant('two refunds are started at once',
    edit(DESK, 'const started = this.#starting.then(run)', 'const started = run()')),
  mutant('more than is left may be given back',
    edit(DESK, 'if (!amount.ok || amountMinor > leftMinor) return', 'if (!amount.ok) return')),
  mutant('a refund is always asked for twice',
    edit(RUNNER, '          .refund(command.order)', `          .refund(command.order)\n          .then(() => gateway.refund(command.order))`)),
  mutant('a restart doubts a refund that has arrived',
    edit('app/refund/state.ts', `  state.kind === 'refunded' || state.kind === 'refused'`, `  state.kind === 'refused'`),
    edit(FLOW, `return event.type === 'resend-pressed' ? ask(doubted(state)) : to(state)`, `return event.type === 'resend-pressed' || event.type === 'restarted' ? ask(doubted(state)) : to(state)`)),
  mutant('a time-out is taken for “nothing was given back”',
    edit(FLOW, `    case 'no-answer':\n      return ask({ ...rest, doubtful: true })`, `    case 'no-answer':\n      return to({ kind: 'refused', refund, refusal: { kind: 'given-up' } })`)),
  mutant('a refusal is believed although an earlier request may still take effect',
    edit(FLOW, 'return state.doubtful ? ask({ ...rest, refusal }) : refused({ ...rest, refusal }, refusal)', 'return refused({ ...rest, refusal }, refusal)')),
  mutant('“no such refund” is believed while a request may be on its way',
    edit(FLOW, 'const proven = !state.doubtful || sentAgoMs >= timing.absentAfterMs', 'const proven = sentAgoMs >= 0')),
  mutant('what WeChat took on is called arrived',
    edit(FLOW, `    case 'accepted':\n      return accepted(timing, refund, answer.refundId)`, `    case 'accepted':\n      return to({ kind: 'refunded', refund, evidence: { refundId: answer.refundId, receiver: '', succeededAt: '' } })`)),
] // prettier-ignore
