/** All printed codes on one page, to be scanned from paper or screen. */
import { sentinels } from './api.js'
import { byId, el, grouped } from './dom.js'
import { languageCode, texts } from './texts.js'

const chinese = languageCode() === 'zh'
document.documentElement.lang = chinese ? 'zh-Hans' : 'en'
document.title = texts().faultSheet
byId('title').textContent = texts().faultSheet
byId('intro').textContent = chinese
  ? '每个码代表一种情况，可反复使用，不会过期。仅用于模拟器。'
  : 'Each code makes one thing happen. They can be used again and again, never expire, and mean nothing outside the simulator.'
byId('codes').replaceChildren(
  ...(await sentinels()).map(({ number, name, code, zh, en }) =>
    el(
      'li',
      {},
      el('img', { alt: code, src: `/codes/${code}.svg`, loading: 'lazy' }),
      el('code', {}, grouped(code)),
      el('strong', {}, chinese ? zh : en),
      el('small', {}, `${number} · ${name}`),
    ),
  ),
)
