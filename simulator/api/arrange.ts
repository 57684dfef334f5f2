/** Stories that a submit brings along: in its code, its amount, or a header. */
import type { Fields } from '../../app/wechat/xml.ts'
import { type Outcome, unsigned } from '../errors.ts'
import type { Faults } from '../faults/faults.ts'
import {
  NEGATIVE_TEST_HEADER,
  negativeTest,
  sandboxCase,
  WRONG_SANDBOX_AMOUNT,
} from '../faults/sandbox.ts'
import { armScript, type Script } from '../faults/script.ts'
import { sentinelOf } from '../faults/sentinels.ts'
import type { World } from '../world.ts'
import { sandboxPayer } from './codes.ts'
import { orderKey } from './orders.ts'
import type { Realm } from './routes.ts'

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** Old sandbox: by amount. How often the amount was used before counts, since one case tells of a second try. */
function byAmount({ books }: World, fields: Fields): Script | undefined {
  const totalFee = fields.get('total_fee') ?? ''
  const earlier = [...books.orders.values()].filter((order) => String(order.totalFee) === totalFee)
  return sandboxCase(totalFee, earlier.length)
}

/** Sets the scene for a new order; returns the refusal of an amount that no case has. */
export function arrange(
  { world, faults, realm }: { world: World; faults: Faults; realm: Realm },
  fields: Fields,
  headers: Headers,
): Outcome | null {
  const outTradeNo = fields.get('out_trade_no') ?? ''
  if (world.books.orders.has(orderKey(fields, outTradeNo))) return null
  const header = headers[NEGATIVE_TEST_HEADER]
  let script = sentinelOf(fields.get('auth_code') ?? '') as Script | undefined // a sentinel is one
  if (typeof header === 'string') script = negativeTest(header)
  if (realm === 'sandboxnew') {
    script = byAmount(world, fields)
    if (!script) return unsigned(WRONG_SANDBOX_AMOUNT)
  }
  if (realm !== 'real') sandboxPayer(world, script?.payer)
  if (script) armScript(faults, script, outTradeNo)
  return null
}
