/** Programs that measure a page as it is drawn. They run in it, past its own policy, by the debugger's way in. */

/** Fingers need so much, in CSS pixels: WCAG's enhanced criterion. */
const TARGET_MIN = 44

/** Smaller letters are not read at arm's length. */
const TEXT_MIN = 16

/** What can be seen of the page's elements, as a few functions for the programs below. */
const SEEN = `
const isSeen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
  one.closest('.only-heard, [aria-hidden=true], [inert]') === null && one.getClientRects().length > 0
const nameOf = (one) => one.tagName.toLowerCase() + '.' + String(one.className.baseVal ?? one.className).split(' ')
  .filter((part) => !part.startsWith('m_')).join('.') + ' "' + (one.textContent ?? '').trim().slice(0, 24) + '"'
`

const inPage = (body: string): string => `(() => { ${SEEN} ${body} })()`

/** Everything that a finger is meant to hit and would miss. A link in a manual's running text is as high as its line. */
export const SMALL_TARGETS = inPage(`
const targets = document.querySelectorAll('button, input, select, textarea, summary, a[href], [role=button], [role=radio], [role=tab]')
// A label is part of what it names, and the frame of a field is part of the field: they are hit together.
const areaOf = (one) => {
  const parts = [one, ...(one.labels ?? []), one.closest('label, .mantine-Input-wrapper')].filter((part) => part !== null)
  const boxes = parts.map((part) => part.getBoundingClientRect())
  return { width: Math.max(...boxes.map(({ width }) => width)), height: Math.max(...boxes.map(({ height }) => height)) }
}
return [...targets]
  .filter((one) => isSeen(one) && !one.matches('.manual a'))
  .flatMap((one) => {
    const { width, height } = areaOf(one)
    return Math.min(width, height) < ${TARGET_MIN} - 0.5
      ? ['small target ' + Math.round(width) + '×' + Math.round(height) + ' ' + nameOf(one)]
      : []
  })`)

/** Every text that is set in smaller letters than anybody reads at a counter; a picture of a slip is paper, not text. */
export const SMALL_TEXT = inPage(`
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
const found = new Set()
for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
  const parent = node.parentElement
  if (node.data.trim() === '' || parent === null || !isSeen(parent)) continue
  const px = Number.parseFloat(getComputedStyle(parent).fontSize)
  if (px < ${TEXT_MIN} - 0.1 && parent.closest('svg') === null) found.add('small text ' + px + 'px ' + nameOf(parent))
}
return [...found]`)

/** What moves for longer than anybody sees. */
export const MOVING = inPage(`
return document.getAnimations()
  .filter((one) => one.playState === 'running' && Number(one.effect?.getComputedTiming().activeDuration) > 1)
  .map((one) => nameOf(one.effect.target) + ' ' + (one.animationName ?? one.transitionProperty))`)

/** Every text of the verdict, what to do with the goods among them, that something else lies over. */
export const COVERED_VERDICT = inPage(`
const zone = document.querySelector('.verdict-zone')
const texts = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT)
// What lets presses through is not found at a point, and hides what is below it all the same.
for (const one of document.querySelectorAll('body *')) {
  if (!zone.contains(one) && getComputedStyle(one).pointerEvents === 'none') one.style.pointerEvents = 'auto'
}
const found = []
let seen = 0
for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
  const parent = node.parentElement
  if (node.data.trim() === '' || !isSeen(parent)) continue
  const range = document.createRange()
  range.selectNodeContents(node)
  seen += 1
  const points = () => [...range.getClientRects()].flatMap(({ left, top, width, height }) =>
    [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((across) => [0.2, 0.5, 0.8].map((down) => [left + width * across, top + height * down])))
  // Wherever a page that scrolls has come to.
  const isCovered = ['start', 'end'].some((block) => {
    parent.scrollIntoView({ block })
    return points().some(([x, y]) => !zone.contains(document.elementFromPoint(x, y)))
  })
  if (isCovered) found.push('covered ' + nameOf(parent))
}
return seen === 0 ? ['no verdict'] : found`)
