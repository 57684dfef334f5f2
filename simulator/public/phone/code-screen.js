/** The screen with the payment code. */
import { button, el, grouped, money } from './dom.js'
import { texts } from './texts.js'

/** @typedef {import('./api.js').Payer} Payer */
/** @typedef {import('./api.js').ShownCode} ShownCode */
/** @typedef {import('./api.js').Clock} Clock */

/** Digits are hidden until tapped, so that nobody pays from a photograph of a counter. */
let digitsShown = false

export const hideDigits = () => {
  digitsShown = false
}

/**
 * @param {{ payer: Payer, code: ShownCode, clock: Clock, onRefresh: () => void, onPressDigits: () => void }} view
 */
export function codeScreen({ payer, code, clock, onRefresh, onPressDigits }) {
  const t = texts()
  const gone = code.used || clock.nowMs >= code.expiresAtMs
  const picture = (/** @type {string} */ kind) =>
    el('img', {
      class: kind,
      alt: kind === 'qr' ? `QR ${t.title}` : t.title,
      // The code itself stays out of the address; its time makes the picture a new one.
      src: `/payers/${payer.id}/code.svg?kind=${kind}&at=${code.issuedAtMs}`,
    })
  const digits = el(
    'button',
    {
      type: 'button',
      class: 'digits',
      'aria-label': digitsShown ? grouped(code.code) : t.tapToShow,
      onclick: () => {
        digitsShown = !digitsShown
        onPressDigits()
      },
    },
    digitsShown ? grouped(code.code) : `${code.code.slice(0, 4)} ●●●● ●●●● ●●●● ●●`,
    el('small', {}, digitsShown ? '' : t.tapToShow),
  )
  return [
    el('h1', {}, t.title),
    ...(payer.online ? [] : [el('p', { class: 'banner' }, t.offline)]),
    el(
      'div',
      { class: `card code-card${gone ? ' gone' : ''}` },
      el('p', { class: 'hint' }, t.showToShop),
      picture('barcode'),
      digits,
      picture('qr'),
      el(
        'div',
        { class: 'refresh' },
        gone ? el('strong', {}, code.used ? t.used : t.expired) : el('span', { id: 'countdown' }),
        button(t.refresh, onRefresh, { class: 'link' }),
      ),
    ),
    el(
      'div',
      { class: 'card row' },
      el('span', { class: 'coin' }, payer.currency === 'CNY' ? '¥' : '$'),
      el(
        'span',
        { class: 'grow' },
        el('small', {}, t.payWith),
        payer.bankType === 'CFT' ? t.balance : t.card,
      ),
      el('strong', { class: 'amount' }, money(payer.balance, payer.currency)),
    ),
  ]
}

/** Seconds that the code still has, once a second. @type {(code: ShownCode, clock: Clock, elapsedMs: number) => number} */
export function showCountdown(code, clock, elapsedMs) {
  const nowMs = clock.nowMs + (clock.frozen ? 0 : elapsedMs * clock.speed)
  const leftMs = code.expiresAtMs - nowMs
  const place = document.getElementById('countdown')
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  if (place) place.textContent = clock.frozen ? texts().frozen : texts().expiresIn(seconds)
  return leftMs
}
