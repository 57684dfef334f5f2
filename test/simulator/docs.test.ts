/** The guide for integrators names all that there is. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ROUTES } from '../../simulator/api/routes.ts'
import { connectControl } from '../../simulator/control-client.ts'
import { PRESETS, RANDOM_PRESETS } from '../../simulator/faults/presets.ts'
import { SENTINELS } from '../../simulator/faults/sentinels.ts'
import { MOODS } from '../../simulator/payers.ts'
import { DEFAULT_SETTINGS } from '../../simulator/settings.ts'

const guide = readFileSync('docs/simulator.md', 'utf8')

describe('docs/simulator.md', () => {
  it.each([
    ['presets', [...PRESETS.keys(), ...RANDOM_PRESETS]],
    ['settings', Object.keys(DEFAULT_SETTINGS)],
    ['moods', Object.keys(MOODS)],
  ])('names all %s', (_what, names) => {
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([])
  })

  it('says what every printed code does', () => {
    const rows = guide.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
    const told = rows.filter(([, number = '']) => /^`\d{3}`$/.test(number))
    expect(told.map((cells) => cells.slice(1, 4))).toEqual(
      SENTINELS.map(({ number, name, en }) => [`\`${number}\``, name, en]),
    )
  })

  it('names every function of the client', () => {
    const client = Object.keys(connectControl('http://127.0.0.1:1'))
    expect(client.filter((name) => !guide.includes(`\`${name}(`))).toEqual([])
  })

  it('names every address of the real API', () => {
    const real = [...ROUTES].filter(([, { realm }]) => realm === 'real').map(([path]) => path)
    expect(real.filter((path) => !guide.includes(path))).toEqual([])
  })
})
