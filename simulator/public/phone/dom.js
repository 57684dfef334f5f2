/** Makes elements; draws money and codes. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | (() => void)>} properties `class`, attributes, and `on…` listeners
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/**
 * @param {string} label
 * @param {() => void} press
 * @param {Record<string, string>} properties
 */
export const button = (label, press, properties = {}) =>
  el('button', { type: 'button', ...properties, onclick: press }, label)

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`no element ${id}`)
  return element
}

/** @type {(minor: number, currency: string) => string} */
export function money(minor, currency) {
  const style = /** @type {const} */ ('currency')
  const format = new Intl.NumberFormat('zh-CN', {
    style,
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** Groups of four, as on the real phone. @type {(digits: string) => string} */
export const grouped = (digits) => digits.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Day and time, short enough for one line. @type {(ms: number) => string} */
export function moment(ms) {
  const pad = (/** @type {number} */ value) => String(value).padStart(2, '0')
  const at = new Date(ms)
  return `${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${timeOfDay(ms)}:${pad(at.getSeconds())}`
}

/** @type {(ms: number) => string} */
export const timeOfDay = (ms) =>
  new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
