/** Carries an operation out, or not, as a behaviour has it. */
import { assertNever } from '../../app/result.ts'
import type { Fields } from '../../app/wechat/xml.ts'
import { endUnpaid } from '../charge.ts'
import { closeDialog, mistype, payNow } from '../dialog.ts'
import { errorText, type Outcome, refusal, success, unsigned } from '../errors.ts'
import type { Behaviour, FaultyAnswer } from '../faults/behaviour.ts'
import type { Operation } from '../model.ts'
import type { World } from '../world.ts'
import { bill, type BillEdit } from './bill.ts'
import { openId, sandboxKeyOf } from './open-id.ts'
import { findOrder, isOrder, orderKey } from './orders.ts'
import { query } from './query.ts'
import { refundQuery } from './refund-query.ts'
import { refund } from './refund.ts'
import { revoke, revoked } from './revoke.ts'
import { submit } from './submit.ts'

export interface Call {
  readonly operation: Operation
  readonly world: World
  readonly fields: Fields
  readonly billEdits: readonly BillEdit[]
}

function carryOut({ operation, world, fields, billEdits }: Call): Outcome {
  switch (operation) {
    case 'submit':
      return submit(world, fields)
    case 'query':
      return query(world, fields)
    case 'revoke':
      return revoke(world, fields)
    case 'refund':
      return refund(world, fields)
    case 'refund-query':
      return refundQuery(world, fields)
    case 'bill':
      return bill(world, fields, billEdits)
    case 'openid':
      return openId(world, fields)
    case 'report':
      return success()
    case 'sign-key':
      return success([['sandbox_signkey', sandboxKeyOf(world.merchant)]])
    case 'certificates':
      throw new Error('V3 has its own way')
    default:
      return assertNever(operation)
  }
}

/** What would be said of something that was not done. */
const pretend = ({ operation }: Call): Outcome =>
  operation === 'revoke' ? revoked() : refusal('SYSTEMERROR')

/** The order that a request is about, whether or not it exists. */
const keyOf = ({ world, fields }: Call): string => {
  const found = findOrder(world, fields)
  return isOrder(found) ? found.key : orderKey(fields, fields.get('out_trade_no') ?? '')
}

function letPayerAct(call: Call, act: NonNullable<Behaviour['payerFirst']>): void {
  const { world } = call
  const order = world.books.orders.get(keyOf(call))
  const payer = order && world.books.payers.get(order.payerId)
  if (!order || !payer) return
  if (act === 'pays') payNow(world, order.key)
  else if (act === 'cancels') closeDialog(world, payer)
  else mistype(world, payer)
}

function failUnpaid(call: Call): Outcome {
  const outcome = submit(call.world, call.fields, 'unpaid')
  const order = call.world.books.orders.get(keyOf(call))
  if (order?.state === 'NOTPAY') endUnpaid(call.world, order, 'PAYERROR', 'TRADE_ERROR')
  return outcome
}

function effect(call: Call, { effect: how = 'done', laterMs = 0 }: Behaviour): Outcome {
  switch (how) {
    case 'done':
      return carryOut(call)
    case 'none':
      return pretend(call)
    case 'unpaid':
      return call.operation === 'submit' ? submit(call.world, call.fields, 'unpaid') : pretend(call)
    case 'failed':
      return call.operation === 'submit' ? failUnpaid(call) : pretend(call)
    case 'twice':
      carryOut(call)
      return carryOut(call)
    case 'later':
      call.world.clock.after(laterMs, () => void carryOut(call))
      return pretend(call)
    default:
      return assertNever(how)
  }
}

function override(outcome: Outcome, answer: FaultyAnswer | undefined): Outcome {
  if (answer?.kind === 'unsigned') return unsigned(answer.message)
  if (answer?.kind !== 'error') return outcome
  const { code, description = errorText(code), recall } = answer
  return refusal(code, description, recall === undefined ? [] : [['recall', recall]])
}

/** Does what the behaviour leaves of the operation, and says what is answered. */
export function operate(call: Call, behaviour: Behaviour): Outcome {
  if (behaviour.payerFirst) letPayerAct(call, behaviour.payerFirst)
  const outcome = override(effect(call, behaviour), behaviour.answer)
  const { payerAfterMs } = behaviour
  if (payerAfterMs !== undefined) {
    const key = keyOf(call)
    call.world.clock.after(payerAfterMs, () => payNow(call.world, key))
  }
  // Every answer to a revoke says whether to come again.
  if (call.operation !== 'revoke' || outcome.kind !== 'error') return outcome
  const told = outcome.fields.some(([name]) => name === 'recall')
  return told ? outcome : { ...outcome, fields: [...outcome.fields, ['recall', 'N']] }
}
