/** Stage directions beside the phone: who pays, in what mood, and what goes wrong. */
import * as api from './api.js'
import { button, byId, el } from './dom.js'
import { languageCode, texts } from './texts.js'

/** @typedef {import('./api.js').Payer} Payer */
/** @typedef {import('./api.js').Order} Order */

/**
 * @typedef {object} PanelView
 * @property {Payer} payer
 * @property {Payer[]} payers
 * @property {Order | undefined} waiting
 * @property {boolean} ignored
 * @property {string[]} presets
 * @property {(id: string) => void} onPayer
 * @property {() => void} onNewPayer
 * @property {(ignored: boolean) => void} onIgnore
 * @property {() => void} onLanguage
 * @property {(text: string) => void} onSay
 */

/**
 * @param {string} label
 * @param {...(Node | string)} content
 */
const field = (label, ...content) =>
  el('label', { class: 'field' }, el('span', {}, label), ...content)

/**
 * @param {string} name
 * @param {[string, string][]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
function select(name, options, chosen, choose) {
  const element = el(
    'select',
    { name, 'aria-label': name },
    ...options.map(([value, label]) =>
      el('option', { value, ...(value === chosen ? { selected: '' } : {}) }, label),
    ),
  )
  element.addEventListener('change', () => choose(element.value))
  return element
}

/** @param {PanelView} view */
function dialogButtons({ payer, waiting, ignored, onIgnore }) {
  const t = texts()
  if (!waiting) return el('p', { class: 'quiet' }, t.noDialog)
  return el(
    'div',
    { class: 'buttons' },
    button(t.typeRight, () => void api.enterPassword(payer.id), { class: 'go' }),
    button(t.typeWrong, () => void api.mistype(payer.id)),
    button(t.cancel, () => void api.cancel(payer.id)),
    button(ignored ? t.showAgain : t.ignore, () => onIgnore(!ignored)),
  )
}

/** @param {PanelView} view */
function balanceField({ payer }) {
  const t = texts()
  const input = el('input', {
    type: 'number',
    min: '0',
    step: '0.01',
    value: (payer.balance / 100).toFixed(2),
  })
  const set = () => {
    const balance = Math.round(Number(input.value) * 100)
    if (balance >= 0) void api.changePayer(payer.id, { balance })
  }
  return field(t.setBalance, el('span', { class: 'pair' }, input, button(t.set, set)))
}

/** @param {PanelView} view */
function faultField({ presets, onSay }) {
  const t = texts()
  const options = [['', t.noFault], ...presets.map((name) => [name, name])]
  // Pairs by construction.
  const pairs = /** @type {[string, string][]} */ (options)
  return el(
    'div',
    {},
    select(t.nextPayment, pairs, '', (preset) => {
      if (preset !== '') void api.addFault(preset).then(() => onSay(t.armed(preset)))
    }),
  )
}

/** @param {PanelView} view */
export function showPanel(view) {
  const t = texts()
  const { payer, payers } = view
  const moods = Object.entries(t.moods).filter(
    ([mood]) => mood !== 'custom' || payer.mood === 'custom',
  )
  byId('panel').replaceChildren(
    el('header', {}, el('h2', {}, t.stage), button(t.language, view.onLanguage, { class: 'link' })),
    el('p', { class: 'quiet' }, t.stageHint),
    el(
      'div',
      { class: 'pair' },
      field(
        t.payer,
        select(
          t.payer,
          payers.map(({ id, name }) => [id, name]),
          payer.id,
          view.onPayer,
        ),
      ),
      button(t.newPayer, view.onNewPayer),
    ),
    field(
      t.mood,
      select(t.mood, moods, payer.mood, (mood) => {
        if (mood !== 'custom') void api.changePayer(payer.id, { mood })
      }),
    ),
    balanceField(view),
    el('p', { class: 'fact' }, el('span', {}, t.password), el('code', {}, payer.password)),
    el('h3', {}, t.whatToDo),
    dialogButtons(view),
    el('h3', {}, t.nextPayment),
    faultField(view),
    el('a', { href: `/phone/sheet.html?lang=${languageCode()}`, target: '_blank' }, t.faultSheet),
  )
}
