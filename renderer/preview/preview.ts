import '../../app/contract/without-eval.ts'
import { LANGUAGES } from '../../app/language.ts'
import { writeNote } from '../entry-store.ts'
import { openPanel, tell, type Panel } from '../panel-store.ts'
import { start } from '../start.tsx'
import { makeTextsLong } from './long-texts.ts'
import { cutTexts, overflowing, TILL_PLACES } from './overflowing.ts'
import { SCENES } from './scenes.ts'
import { scriptedBridge } from './scripted-bridge.ts'

/** Slower than any scanner types, so that the keys count as typed by hand. */
const KEY_EVERY_MS = 100

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Panels that are dialogs: loaded when they are opened. */
const LAID_OVER: { readonly [P in Panel]: boolean } = {
  none: false,
  help: true,
  manual: true,
  'type-code': true,
  'waiting-sales': true,
  receipts: true,
  shift: true,
  refund: true,
  'set-up': false,
  'check-scanner': false,
  guide: false,
  reconciliation: false,
  'open-set-up': true,
  'open-check': true,
  looks: true,
  leave: true,
  'leave-kiosk': true,
  drawer: true,
}

/** Parts of the window are loaded when they are opened. */
async function appears(selector: string): Promise<HTMLElement> {
  const place = document.querySelector<HTMLElement>(selector)
  if (place !== null) return place
  await pause(KEY_EVERY_MS)
  return appears(selector)
}

/** Charts are loaded when they are first wanted. A chart is measured first, and drawn when its place is known. */
async function chartsAreDrawn(): Promise<void> {
  const loading = document.querySelector('.day-panel .starting') !== null
  const places = [...document.querySelectorAll('.chart-drawn')]
  if (
    !loading &&
    places.every((place) => place.querySelector('.recharts-bar-rectangle path') !== null)
  )
    return
  await pause(KEY_EVERY_MS)
  return chartsAreDrawn()
}

/** Lists the scenes when none is named. */
function list(): void {
  for (const name of Object.keys(SCENES)) {
    const link = document.createElement('a')
    link.href = `?scene=${name}`
    link.textContent = name
    document.body.append(link, document.createElement('br'))
  }
}

/** Shows the scene that the address names: `?scene=paid&language=en&theme=dark`; with `&long=yes` all texts are longer. */
async function show(): Promise<void> {
  const asked = new URLSearchParams(location.search)
  const name = asked.get('scene')
  const scene = name === null ? undefined : SCENES[name]
  if (scene === undefined) return list()
  const language = LANGUAGES.find((tag) => tag === asked.get('language')) ?? 'en'
  localStorage.setItem('mantine-color-scheme-value', asked.get('theme') ?? 'light')
  localStorage.setItem('till-volume', '0')
  const till = scriptedBridge({ ...scene, snapshot: { ...scene.snapshot, language } })
  Object.defineProperty(window, 'till', { value: till })
  if (asked.get('long') === 'yes') makeTextsLong()
  await start()
  openPanel(scene.panel)
  writeNote(scene.note)
  if (scene.message !== null) tell(scene.message)
  if (LAID_OVER[scene.panel]) await appears('[role=dialog]')
  for (const code of scene.keys) {
    await pause(KEY_EVERY_MS)
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }),
    )
  }
  for (const selector of scene.clicks) {
    const place = await appears(selector)
    // As far as a person would have to.
    place.scrollIntoView({ block: 'nearest' })
    place.click()
    await pause(KEY_EVERY_MS)
  }
  await pause(KEY_EVERY_MS)
  await chartsAreDrawn()
  await document.fonts.ready
  document.documentElement.dataset['overflowing'] = [
    ...overflowing(TILL_PLACES),
    ...cutTexts(),
  ].join('\n')
  document.documentElement.dataset['shown'] = name ?? ''
}

void show()
