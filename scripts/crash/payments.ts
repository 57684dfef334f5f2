import type { ControlClient } from '../../simulator/control-client.ts'
import type { PayerChange } from '../../simulator/control/contract.ts'

/** A kind of payment, each of which takes another way through the flow. */
export interface PaymentKind {
  readonly name: string
  readonly payer: PayerChange
  /** Something WeChat does to this payment's submit: a preset of the simulator. */
  readonly preset?: string
  /** The cashier presses stop while the payer is asked. */
  readonly stops?: true
  /** Where it ends when nobody dies. */
  readonly ends: 'paid' | 'not-charged' | 'stopped'
}

const RICH = 10_000_000

const plain: PayerChange = { passwordRule: 'never', reaction: 'pays', balance: RICH }
const asked: PayerChange = { ...plain, passwordRule: 'always' }

export const PAYMENT_KINDS: readonly PaymentKind[] = [
  { name: 'without a password', payer: plain, ends: 'paid' },
  { name: 'with a password', payer: { ...asked, reactionMs: 350 }, ends: 'paid' },
  { name: 'stopped', payer: { ...asked, reaction: 'ignores' }, stops: true, ends: 'stopped' },
  {
    name: 'without money',
    payer: { ...plain, balance: 0, whenPoor: 'refused' },
    ends: 'not-charged',
  },
  { name: 'charged, answer lost', payer: plain, preset: 'lost-after', ends: 'paid' },
  { name: 'request lost', payer: plain, preset: 'lost-before', ends: 'stopped' },
]

/** Makes a payer for a payment of this amount, and gives the code that the phone shows. */
export async function newPayer(
  control: ControlClient,
  { payer, preset }: PaymentKind,
  totalFee: number,
): Promise<string> {
  const { id } = await control.createPayer({ ...payer, id: `payer-${totalFee}` })
  if (preset !== undefined) {
    await control.addFault({ preset, when: { operation: 'submit', totalFee } })
  }
  return (await control.code(id)).code
}

/** The phone shows another code. */
export const anotherCode = async (control: ControlClient, totalFee: number): Promise<string> =>
  (await control.refreshCode(`payer-${totalFee}`)).code
