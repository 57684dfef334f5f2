/** The sheet that asks for the password. */
import { button, el, money } from './dom.js'
import { texts } from './texts.js'

/** @typedef {import('./api.js').Order} Order */

const LENGTH = 6
const MISTYPES_MAX = 5

/** What the sheet that is shown does with a key of a real keyboard. The sheet may be drawn anew between two keys.
 * @type {((name: string) => boolean) | null} */
let onKey = null

document.addEventListener('keydown', (event) => {
  const elsewhere = event.target instanceof HTMLInputElement
  if (!elsewhere && onKey?.(event.key)) event.preventDefault()
})

/** No sheet is shown. */
export const closeSheet = () => {
  onKey = null
}

let typed = ''
let typedFor = ''

/**
 * @param {{ order: Order, onPassword: (password: string) => void, onClose: () => void }} view
 */
export function dialogSheet({ order, onPassword, onClose }) {
  const t = texts()
  const dialog = order.dialog
  // A new order, or a mistake, starts with empty boxes.
  const attempt = `${order.key} ${dialog?.mistypes ?? 0}`
  if (attempt !== typedFor) [typed, typedFor] = ['', attempt]

  const boxes = el('div', {
    class: 'boxes',
    'aria-label': `${t.password}: ${typed.length}/${LENGTH}`,
  })
  const show = () => {
    boxes.replaceChildren(
      ...Array.from({ length: LENGTH }, (_, n) =>
        el('i', { class: n < typed.length ? 'full' : '' }),
      ),
    )
  }
  const press = (/** @type {string} */ key) => {
    typed = key === 'erase' ? typed.slice(0, -1) : (typed + key).slice(0, LENGTH)
    show()
    if (typed.length < LENGTH) return
    const password = typed
    typed = ''
    onPassword(password)
  }
  show()
  const key = (/** @type {string} */ digit) => button(digit, () => press(digit), { class: 'key' })
  const keys = [
    ...'123456789'.split('').map(key),
    el('span', { class: 'key blank' }),
    key('0'),
    button('⌫', () => press('erase'), { class: 'key erase', 'aria-label': t.erase }),
  ]
  const mistypes = dialog?.mistypes ?? 0
  const trouble =
    dialog?.reason === 'not-enough'
      ? t.notEnough
      : mistypes > 0
        ? t.wrongPassword(MISTYPES_MAX - mistypes)
        : ''
  const sheet = el(
    'div',
    { class: 'sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': t.enterPassword },
    el(
      'header',
      {},
      button('✕', onClose, { class: 'close', 'aria-label': t.close }),
      el('h2', {}, t.enterPassword),
    ),
    el('p', { class: 'payee' }, order.body),
    el('p', { class: 'price' }, money(order.cashFee, order.cashFeeType)),
    boxes,
    el('p', { class: 'trouble', role: 'alert' }, trouble),
    el('div', { class: 'keypad' }, ...keys),
  )
  onKey = (name) => {
    if (/^\d$/.test(name)) press(name)
    else if (name === 'Backspace') press('erase')
    else if (name === 'Escape') onClose()
    else return false
    return true
  }
  sheet.tabIndex = -1
  return sheet
}
