/** Past payments, and the screen after one. */
import { button, el, moment, money } from './dom.js'
import { texts } from './texts.js'

/** @typedef {import('./api.js').Order} Order */

const ICONS = {
  SUCCESS: '✓',
  REFUND: '↩',
  REVOKED: '↩',
  USERPAYING: '…',
  NOTPAY: '…',
  ACCEPT: '…',
  CLOSED: '–',
  PAYERROR: '✕',
}

/** A revoked order that was paid gave its money back; one that was not took none. @param {Order} order */
function tone(order) {
  const partly = order.refundedFee > 0 && order.refundedFee < order.totalFee
  if (order.state === 'SUCCESS' || partly) return 'good'
  if (order.state === 'REFUND' || order.paidAtMs !== null) return 'back'
  return order.dialog ? 'waiting' : 'none'
}

/** @param {Order} order */
const stateOf = ({ state, refundedFee, feeType }) =>
  refundedFee > 0
    ? `${texts().states.REFUND} ${money(refundedFee, feeType)}`
    : texts().states[state]

/** @param {Order[]} orders */
export function historyScreen(orders) {
  const t = texts()
  const row = (/** @type {Order} */ order) =>
    el(
      'li',
      { class: `entry ${tone(order)}` },
      el('span', { class: 'badge', 'aria-hidden': 'true' }, ICONS[order.state]),
      el(
        'span',
        { class: 'grow' },
        order.body,
        el('small', {}, `${stateOf(order)} · ${moment(order.createdAtMs)}`),
      ),
      el(
        'strong',
        { class: 'amount' },
        `${tone(order) === 'good' ? '−' : ''}${money(order.cashFee, order.cashFeeType)}`,
      ),
    )
  return [
    el('h1', {}, t.history),
    orders.length === 0
      ? el('p', { class: 'empty' }, t.noHistory)
      : el('ul', { class: 'card list' }, ...orders.map(row)),
  ]
}

/**
 * @param {Order} order
 * @param {() => void} onDone
 */
export function resultScreen(order, onDone) {
  const t = texts()
  const paid = order.state === 'SUCCESS'
  const back = !paid && order.paidAtMs !== null
  const title = paid ? t.paid : back ? t.returned : t.failed
  const kind = paid ? 'good' : back ? 'back' : 'bad'
  return el(
    'div',
    { class: `result ${kind}`, role: 'alertdialog', 'aria-label': title },
    el('span', { class: 'big-icon', 'aria-hidden': 'true' }, paid ? '✓' : back ? '↩' : '✕'),
    el('h2', {}, title),
    el('p', { class: 'payee' }, order.body),
    el('p', { class: 'price' }, money(order.cashFee, order.cashFeeType)),
    el('p', { class: 'note' }, paid || back ? '' : t.states[order.state]),
    button(t.done, onDone, { class: 'primary' }),
  )
}
