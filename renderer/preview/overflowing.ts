/** Places of the till's window that hold texts. */
export const TILL_PLACES =
  '.verdict-content, .amount-zone, .amount-content, .command, .pad-key, .title-bar, .help-screen'

/** Places whose content is wider or higher than they are: texts that do not fit. */
export function overflowing(places: string): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>(places)]
    .filter(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1,
    )
    .map(
      ({ className, scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        `${className}: ${scrollWidth}×${scrollHeight} in ${clientWidth}×${clientHeight}`,
    )
}

/**
 * Names of shops and people, which may be of any length and end in an ellipsis; a strip that shows as many as fit; lines that are
 * drawn as they come into sight; what is there to be heard; and what the chart library writes far outside to measure it.
 */
const MAY_BE_SHORTENED = [
  '.shop, .person-name strong, .person-button-name, .people-row strong, .pin-line, .customer-name',
  '.recent-list, .lines-pane, .only-heard, .calendar-word, #recharts_measurement_span',
].join(', ')

/** Hides what is beyond its edge, and cannot be scrolled there. */
const HIDES = /hidden|clip/
const SCROLLS = /auto|scroll/

interface Axis {
  readonly overflow: 'overflowX' | 'overflowY'
  readonly start: 'left' | 'top'
  readonly end: 'right' | 'bottom'
}

const AXES: readonly Axis[] = [
  { overflow: 'overflowX', start: 'left', end: 'right' },
  { overflow: 'overflowY', start: 'top', end: 'bottom' },
]

/** What cuts a box off along an axis: the nearest element around it that hides it; null when all of it can be brought into sight. */
function cutBy(box: DOMRect, from: Element, { overflow, start, end }: Axis): Element | null {
  for (let place: Element | null = from; place !== null; place = place.parentElement) {
    const style = getComputedStyle(place)
    if (SCROLLS.test(style[overflow])) return null
    const edge = place.getBoundingClientRect()
    const beyond = box[end] > edge[end] + 1 || box[start] < edge[start] - 1
    if (HIDES.test(style[overflow]) && beyond) return place
    // What is fixed lies on the window, whatever is around it.
    if (style.position === 'fixed') break
  }
  return overflow === 'overflowX' && box.right > innerWidth + 1 ? document.documentElement : null
}

const nameOf = ({ className, tagName }: Element): string =>
  typeof className === 'string' && className !== '' ? className : tagName.toLowerCase()

/** Texts of which a part can be seen on no account: cut off by what is around them, or beyond the window's side. */
export function cutTexts(): readonly string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  const range = document.createRange()
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const parent = text.parentElement
    const words = text.textContent?.trim() ?? ''
    if (parent === null || words === '' || parent.closest(MAY_BE_SHORTENED) !== null) continue
    if (!parent.checkVisibility({ visibilityProperty: true })) continue
    range.selectNodeContents(text)
    const box = range.getBoundingClientRect()
    const by = AXES.map((axis) => cutBy(box, parent, axis)).find((place) => place !== null)
    if (by !== undefined) found.push(`“${words.slice(0, 40)}” is cut off by ${nameOf(by)}`)
  }
  return found
}
