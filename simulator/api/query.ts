/** Query order: `/pay/orderquery` (pay.weixin.qq.com/doc/global/v2/zh/4013634899). */
import type { Fields } from '../../app/wechat/xml.ts'
import { type Outcome, success } from '../errors.ts'
import type { World } from '../world.ts'
import { findOrder, isOrder, paymentFields, stateText } from './orders.ts'

export function query(world: World, fields: Fields): Outcome {
  const order = findOrder(world, fields)
  if (!isOrder(order)) return order
  const state = [
    ['trade_state', order.state],
    ['trade_state_desc', stateText(order.state)],
  ] as const
  // The pages promise the payment's fields for SUCCESS only; in practice they also come for paid orders that went back.
  if (order.paidAtMs === null)
    return success([['out_trade_no', order.outTradeNo], ['attach', order.attach], ...state])
  const device = order.deviceInfo === '' ? [] : [['device_info', order.deviceInfo] as const]
  return success([...device, ...paymentFields(order, { listed: true }), ...state])
}
