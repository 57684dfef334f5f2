/** The payer's phone: asks the simulator what is so, and draws it. */
import * as api from './api.js'
import { codeScreen, hideDigits, showCountdown } from './code-screen.js'
import { closeSheet, dialogSheet } from './dialog-sheet.js'
import { button, byId, timeOfDay } from './dom.js'
import { historyScreen, resultScreen } from './history-screen.js'
import { showPanel } from './panel.js'
import { languageCode, switchLanguage, texts } from './texts.js'

/** @typedef {import('./api.js').Order} Order */
/** @typedef {import('./api.js').Payer} Payer */

/**
 * @typedef {object} Snapshot
 * @property {Payer} payer
 * @property {Payer[]} payers
 * @property {import('./api.js').ShownCode} code
 * @property {Order[]} orders
 * @property {import('./api.js').Clock} clock
 * @property {number} takenAtMs
 */

const TOAST_MS = 2_600

let payerId = new URLSearchParams(location.search).get('payer') ?? 'alice'
/** @type {'pay' | 'history'} */
let tab = 'pay'
/** @type {Snapshot | null} */
let now = null
/** Orders whose dialog the person does not want to see. */
const ignored = new Set()
/** States seen before, by order; null until the first look: what happened before the page was opened is no news.
 * @type {Map<string, string> | null} */
let seen = null
/** @type {Order | null} */
let result = null
/** @type {string[]} */
let presets = []

/** @returns {Promise<Snapshot>} */
async function look() {
  const payers = await api.listPayers()
  // The payer of a printed code is made when the code is first used: until then somebody else's phone is shown.
  const payer = payers.find(({ id }) => id === payerId) ?? payers[0]
  if (!payer) throw new Error('the simulator has no payers')
  const [code, orders, clock] = await Promise.all([
    api.shownCode(payer.id),
    api.history(payer.id),
    api.clock(),
  ])
  return { payer, payers, code, orders, clock, takenAtMs: performance.now() }
}

const isOver = (/** @type {Order} */ { state }) =>
  state !== 'USERPAYING' && state !== 'NOTPAY' && state !== 'ACCEPT'

/** Notices orders that came to an end, or to another one, since the last look. @param {Order[]} orders */
function follow(orders) {
  const before = seen
  seen = new Map(orders.map(({ key, state }) => [key, state]))
  if (!before) return
  const news = orders.find((order) => isOver(order) && before.get(order.key) !== order.state)
  if (news) result = news
}

const waitingOrder = (/** @type {Order[]} */ orders) => orders.find(({ dialog }) => dialog !== null)

function drawLayer(/** @type {Snapshot} */ { payer, orders }) {
  const layer = byId('layer')
  const waiting = waitingOrder(orders)
  const asks = waiting && payer.online && !ignored.has(waiting.key)
  closeSheet()
  if (asks) {
    const sheet = dialogSheet({
      order: waiting,
      onPassword: (password) => void answer(api.enterPassword(payer.id, password)),
      onClose: () => void answer(api.cancel(payer.id)),
    })
    layer.replaceChildren(sheet)
    sheet.focus({ preventScroll: true })
  } else if (result) {
    layer.replaceChildren(
      resultScreen(result, () => {
        result = null
        draw()
      }),
    )
  } else layer.replaceChildren()
  layer.className = asks ? 'layer dim' : result ? 'layer' : 'layer none'
}

function draw() {
  if (!now) return
  const t = texts()
  const { payer, payers, code, clock, orders } = now
  document.documentElement.lang = languageCode() === 'zh' ? 'zh-Hans' : 'en'
  byId('training').textContent = t.training
  byId('time').textContent = timeOfDay(clock.nowMs)
  byId('signal').className = payer.online ? 'signal' : 'signal off'
  byId('gear').setAttribute('aria-label', t.stage)
  byId('screen').replaceChildren(
    ...(tab === 'history'
      ? historyScreen(orders)
      : codeScreen({
          payer,
          code,
          clock,
          onRefresh: () => {
            hideDigits()
            void api.refreshCode(payer.id).then(() => say(t.refreshed))
          },
          onPressDigits: draw,
        })),
  )
  byId('tabs').replaceChildren(
    .../** @type {const} */ (['pay', 'history']).map((name) =>
      button(t[name], () => showTab(name), { 'aria-pressed': String(tab === name) }),
    ),
  )
  drawLayer(now)
  const waiting = waitingOrder(orders)
  showPanel({
    payer,
    payers,
    waiting,
    ignored: waiting !== undefined && ignored.has(waiting.key),
    presets,
    onPayer: changeTo,
    onNewPayer: () => void api.createPayer().then(({ id }) => changeTo(id)),
    onIgnore: (ignore) => {
      if (waiting) ignored[ignore ? 'add' : 'delete'](waiting.key)
      draw()
    },
    onLanguage: () => {
      switchLanguage()
      draw()
    },
    onSay: say,
  })
  tick()
}

function showTab(/** @type {'pay' | 'history'} */ name) {
  tab = name
  draw()
}

function changeTo(/** @type {string} */ id) {
  payerId = id
  seen = null
  result = null
  hideDigits()
  void refresh()
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastTimer

function say(/** @type {string} */ text) {
  const toast = byId('toast')
  toast.textContent = text
  toast.classList.add('shown')
  clearTimeout(toastTimer)
  toastTimer = setTimeout(() => toast.classList.remove('shown'), TOAST_MS)
}

/** Says what came of the dialog when the screen does not show it anyway. @param {Promise<import('./api.js').DialogAnswer>} asked */
async function answer(asked) {
  const t = texts()
  const { outcome } = await asked
  if (outcome === 'locked') say(t.locked)
  if (outcome === 'cancelled') say(t.cancelled)
  if (outcome === 'no-dialog') say(t.ended)
}

let looking = false
let lookAgain = false

/** One look at a time; what changes meanwhile is looked at afterwards. */
async function refresh() {
  lookAgain = true
  if (looking) return
  looking = true
  try {
    while (lookAgain) {
      lookAgain = false
      const before = now?.payer.id
      now = await look()
      if (before !== now.payer.id) seen = null
      follow(now.orders)
      draw()
    }
  } catch {
    // Comes back by itself: the events reconnect, and each connection begins with a look.
    say(texts().lost)
  } finally {
    looking = false
  }
}

/** Counts the code's life down, and gets a new one when it is over. */
function tick() {
  if (!now) return
  const elapsedMs = performance.now() - now.takenAtMs
  const leftMs = tab === 'pay' ? showCountdown(now.code, now.clock, elapsedMs) : 1
  const { payer, clock, code } = now
  if (leftMs <= 0 && !clock.frozen && payer.refreshesCode && !code.used) void refresh()
}

byId('gear').addEventListener('click', () => {
  const open = document.body.classList.toggle('panel-open')
  byId('gear').setAttribute('aria-expanded', String(open))
})
setInterval(tick, 1_000)
presets = (await api.presets()).presets
  .filter(({ operation }) => operation === 'submit')
  .map(({ name }) => name)
api.onChange(() => void refresh())
await refresh()
