/** The password dialog on the payer's phone, and the clock that ends orders nobody pays. */
import { charge, endUnpaid } from './charge.ts'
import type { Order, Payer } from './model.ts'
import { openDialogOf } from './payers.ts'
import type { World } from './world.ts'

/** Mistakes after which WeChat gives up the payment. */
const MISTYPES_MAX = 5

export type DialogOutcome =
  | 'paid'
  | 'wrong-password'
  | 'cancelled'
  /** Too many mistakes: the payment failed. */
  | 'locked'
  | 'not-enough'
  | 'no-dialog'
  | 'offline'

export interface DialogAnswer {
  readonly outcome: DialogOutcome
  /** The order that the dialog belonged to; empty when there was none. */
  readonly outTradeNo: string
}

const isOpen = ({ state }: Order): boolean =>
  state === 'USERPAYING' || state === 'NOTPAY' || state === 'ACCEPT'

/** Ends the order when its time is over; called for every order that was not paid at once, and again after a restart. */
export function watchDeadline(world: World, { key, createdAtMs }: Order): void {
  const dueMs = createdAtMs + world.settings.autoRevokeMs
  world.clock.after(Math.max(0, dueMs - world.clock.nowMs()), () => {
    const order = world.books.orders.get(key)
    // A reset may have made a new order with this number meanwhile: it has its own deadline.
    if (!order || !isOpen(order) || order.createdAtMs !== createdAtMs) return
    endUnpaid(world, order, world.settings.autoRevokeState)
  })
}

/** Asks the payer on the phone. What the payer does then is their `reaction`. */
export function openDialog(
  world: World,
  order: Order,
  reason: 'password' | 'not-enough' = 'password',
): Order {
  const dialog = { openedAtMs: world.clock.nowMs(), mistypes: 0, reason }
  const asked = world.books.put({
    kind: 'order',
    value: { ...order, state: 'USERPAYING', dialog },
  })
  watchReaction(world, asked)
  return asked
}

/** Lets the payer react to the open dialog by themselves. */
export function watchReaction(world: World, order: Order): void {
  const payer = world.books.payers.get(order.payerId)
  if (!payer || !order.dialog) return
  const { reaction, reactionMs } = payer
  if (reaction === 'person' || reaction === 'ignores') return
  const waitMs = Math.max(0, order.dialog.openedAtMs + reactionMs - world.clock.nowMs())
  world.clock.after(waitMs, () => {
    if (world.books.orders.get(order.key)?.dialog?.openedAtMs !== order.dialog?.openedAtMs) return
    if (reaction === 'cancels') closeDialog(world, payer)
    else if (reaction === 'pays') enterPassword(world, payer)
    else {
      mistype(world, payer)
      world.clock.after(reactionMs, () => void enterPassword(world, payer))
    }
  })
}

function withDialog(
  world: World,
  payer: Payer,
  act: (order: Order) => DialogOutcome,
): DialogAnswer {
  const order = openDialogOf(world, payer.id)
  if (!order) return { outcome: 'no-dialog', outTradeNo: '' }
  const { outTradeNo } = order
  return { outcome: payer.online ? act(order) : 'offline', outTradeNo }
}

function pay(world: World, order: Order, payer: Payer): DialogOutcome {
  const outcome = charge(world, order, payer)
  if (outcome === 'not-enough' && order.dialog)
    // The sheet stays open, so that the payer can choose another card.
    world.books.put({
      kind: 'order',
      value: { ...order, dialog: { ...order.dialog, reason: 'not-enough' } },
    })
  return outcome
}

function countMistype(world: World, order: Order): DialogOutcome {
  const mistypes = (order.dialog?.mistypes ?? 0) + 1
  if (mistypes >= MISTYPES_MAX) {
    endUnpaid(world, order, 'PAYERROR')
    return 'locked'
  }
  // A wrong password leaves the order USERPAYING until the dialog is closed.
  const dialog = order.dialog && { ...order.dialog, mistypes }
  world.books.put({ kind: 'order', value: { ...order, dialog } })
  return 'wrong-password'
}

/** Types a password; without one, the right one. */
export const enterPassword = (
  world: World,
  payer: Payer,
  password: string = payer.password,
): DialogAnswer =>
  withDialog(world, payer, (order) =>
    password === payer.password ? pay(world, order, payer) : countMistype(world, order),
  )

export const mistype = (world: World, payer: Payer): DialogAnswer =>
  withDialog(world, payer, (order) => countMistype(world, order))

/** Closes the dialog: the payment has failed for good. */
export const closeDialog = (world: World, payer: Payer): DialogAnswer =>
  withDialog(world, payer, (order) => {
    endUnpaid(world, order, 'PAYERROR')
    return 'cancelled'
  })

/** Pays an order that is still open, whether or not its dialog can be seen: what a fault does at a moment of its choice. */
export function payNow(world: World, key: string): void {
  const order = world.books.orders.get(key)
  const payer = order && world.books.payers.get(order.payerId)
  if (order && payer && isOpen(order)) charge(world, order, payer)
}
