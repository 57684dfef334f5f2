/** Programs that measure a page as it is drawn. They run in it, past its own policy, by the debugger's way in. */

/** Fingers need so much, in CSS pixels; WCAG 2.2 asks for 24, and its enhanced criterion for 44. */
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

/** Everything that a finger is meant to hit and would miss. What stands in a running text is as high as its line. */
export const SMALL_TARGETS = inPage(`
const targets = document.querySelectorAll('button, input, select, textarea, summary, a[href], [role=button], [role=radio], [role=tab]')
// A label is part of what it names: both are hit together.
const areaOf = (one) => {
  const parts = [one, ...(one.labels ?? []), one.closest('label')].filter((part) => part !== null)
  const boxes = parts.map((part) => part.getBoundingClientRect())
  return { width: Math.max(...boxes.map(({ width }) => width)), height: Math.max(...boxes.map(({ height }) => height)) }
}
return [...targets]
  .filter((one) => isSeen(one) && !one.matches('.manual-text a'))
  .flatMap((one) => {
    const { width, height } = areaOf(one)
    return Math.min(width, height) < ${TARGET_MIN} - 0.5
      ? ['small target ' + Math.round(width) + '×' + Math.round(height) + ' ' + nameOf(one)]
      : []
  })`)

/** Every text that is set in smaller letters than anybody reads at a counter. */
export const SMALL_TEXT = inPage(`
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
const found = new Set()
for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
  const parent = node.parentElement
  if (node.data.trim() === '' || parent === null || !isSeen(parent)) continue
  const px = Number.parseFloat(getComputedStyle(parent).fontSize)
  if (px < ${TEXT_MIN} - 0.1) found.add('small text ' + px + 'px ' + nameOf(parent))
}
return [...found]`)
