/** Calls of the control API that the page makes. */

/** @typedef {import('../../model.ts').Order} Order */
/** @typedef {import('../../model.ts').PayerView} Payer */
/** @typedef {import('../../control/contract.ts').ShownCode} ShownCode */
/** @typedef {{ outcome: string, outTradeNo: string }} DialogAnswer */
/** @typedef {{ nowMs: number, frozen: boolean, speed: number }} Clock */
/** @typedef {{ number: string, name: string, code: string, zh: string, en: string }} Sentinel */

/**
 * @param {string} path
 * @param {string} [method]
 * @param {object} [body]
 */
async function ask(path, method = 'GET', body) {
  const response = await fetch(path, {
    method,
    ...(body
      ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {}),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
  return response.json()
}

/** @returns {Promise<Payer[]>} */
export const listPayers = () => ask('/payers')

/** @returns {Promise<Payer>} */
export const createPayer = () => ask('/payers', 'POST', {})

/** @type {(id: string, change: object) => Promise<Payer>} */
export const changePayer = (id, change) => ask(`/payers/${id}`, 'PATCH', change)

/** @type {(id: string) => Promise<ShownCode>} */
export const shownCode = (id) => ask(`/payers/${id}/code`)

/** @type {(id: string) => Promise<ShownCode>} */
export const refreshCode = (id) => ask(`/payers/${id}/code`, 'POST', {})

/** @type {(id: string) => Promise<Order[]>} */
export const history = (id) => ask(`/payers/${id}/history`)

/** @type {(id: string, password?: string) => Promise<DialogAnswer>} */
export const enterPassword = (id, password) =>
  ask(`/payers/${id}/password`, 'POST', password === undefined ? {} : { password })

/** @type {(id: string) => Promise<DialogAnswer>} */
export const mistype = (id) => ask(`/payers/${id}/mistype`, 'POST', {})

/** @type {(id: string) => Promise<DialogAnswer>} */
export const cancel = (id) => ask(`/payers/${id}/cancel`, 'POST', {})

/** @returns {Promise<Clock>} */
export const clock = () => ask('/clock')

/** @returns {Promise<Sentinel[]>} */
export const sentinels = () => ask('/sentinels')

/** @returns {Promise<{ presets: { name: string, operation: string }[] }>} */
export const presets = () => ask('/presets')

/** @type {(preset: string) => Promise<unknown>} */
export const addFault = (preset) => ask('/faults', 'POST', { preset })

/** @type {(listener: () => void) => void} */
export function onChange(listener) {
  // Reconnects by itself; the first message of each connection brings the page up to date.
  new EventSource('/payers/any/events').addEventListener('message', listener)
}
