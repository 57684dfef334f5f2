import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { GOODS, type Screen } from '../../app/till/view.ts'
import { SCREEN_SOUNDS } from '../../renderer/sound/screen-sounds.ts'
import { SOUNDS } from '../../renderer/sound/sounds.ts'
import { LOOKS } from '../../renderer/verdict/looks.ts'

const kinds = Object.keys(GOODS) as readonly Screen['kind'][] // its own keys

const css = readFileSync(
  path.resolve(import.meta.dirname, '../../renderer/styles/theme.css'),
  'utf8',
)

/** The colours of a theme, as written in the style sheet. */
function colours(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const start = css.indexOf(`:root[data-mantine-color-scheme='${theme}']`)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  )
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast as WCAG 2 defines it: 7 for verdicts, 4.5 for words, 3 for signs. A colour that is not there has none. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const palette = colours(theme)
  const pairs = [
    ...['neutral', 'blue', 'amber', 'green', 'red', 'grey', 'training'].map((tone) => [
      `${tone}-fill`,
      `${tone}-ink`,
    ]),
    ['amber-hatch', 'amber-ink'],
    ['surface', 'ink'],
    ['surface', 'wrong'],
    ['surface', 'ink-quiet'],
  ]

  it.each(pairs)('%s and %s are read from two metres', (fill = '', ink = '') => {
    expect(contrast(palette.get(fill) ?? '', palette.get(ink) ?? '')).toBeGreaterThanOrEqual(7)
  })

  const ratio = (one: string, other: string): number =>
    contrast(palette.get(one) ?? '', palette.get(other) ?? '')

  it('all other words are read as well', () => {
    expect(ratio('action', 'action-ink')).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['page', 'surface', 'sunken']) {
      for (const ink of ['ink', 'ink-quiet', 'wrong']) {
        expect(ratio(ground, ink), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('signs, and the edges of what can be pressed or filled in, are seen', () => {
    for (const mark of ['light-ok', 'light-wait', 'light-bad', 'line-strong', 'action']) {
      expect(ratio('surface', mark), mark).toBeGreaterThanOrEqual(3)
    }
    expect(ratio('blue-fill', 'blue-edge')).toBeGreaterThanOrEqual(3)
  })
})

describe('the verdicts', () => {
  it('hand goods over on green alone, and green means nothing else', () => {
    for (const kind of kinds) {
      expect(LOOKS[kind].tone === 'green').toBe(GOODS[kind] === 'hand-over')
    }
  })

  it('differ in word and icon, not in colour alone', () => {
    expect(new Set(kinds.map((kind) => LOOKS[kind].word)).size).toBe(kinds.length)
    expect(new Set(kinds.map((kind) => LOOKS[kind].icon)).size).toBe(kinds.length)
  })

  it('hatch what nobody knows', () => {
    expect(LOOKS.unknown).toMatchObject({ tone: 'amber', pattern: 'hatched' })
  })
})

describe('the sounds', () => {
  it('are told from each other without looking', () => {
    const names = Object.values(SOUNDS).map((notes) => JSON.stringify(notes))
    expect(new Set(names).size).toBe(names.length)
  })

  it('rise when paid, fall when stopped, and mark every verdict about the goods', () => {
    const hertz = (name: keyof typeof SOUNDS) => SOUNDS[name].map((note) => note.hertz)
    expect(hertz('paid')).toEqual(hertz('paid').toSorted((a, b) => a - b))
    expect(hertz('stopped')).toEqual(hertz('stopped').toSorted((a, b) => b - a))
    for (const kind of kinds) {
      expect(SCREEN_SOUNDS[kind] === null).toBe(GOODS[kind] === 'none')
    }
  })
})
