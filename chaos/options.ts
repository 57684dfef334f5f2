import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { EPISODES, type Episode } from './episodes.ts'

/** What a run is told. `docs/chaos.md` says what each means. */
export interface ChaosOptions {
  readonly minutes: number
  readonly seed: string
  /** Tills written from the contract. */
  readonly tills: number
  /** Tills that are our own program, besides. */
  readonly ownTills: number
  /** Folder of the backend, and of our own till, that are tried. */
  readonly tree: string
  readonly only: Episode | null
  /** Keeps the run's folder although nothing was found. */
  readonly keep: boolean
  /** Removes the folder even of a run that found something. */
  readonly forget: boolean
}

const positive = (name: string, text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`--${name} ${text}: not a number above 0`)
  return value
}

/** A whole number, 0 too. */
const count = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} ${text}: not a count`)
  return value
}

function episodeOf(name: string | undefined): Episode | null {
  if (name === undefined) return null
  const found = EPISODES.find((episode) => episode.name === name)
  if (found === undefined) {
    throw new Error(`--only ${name}: ${EPISODES.map((episode) => episode.name).join(', ')}`)
  }
  return found
}

export function parseOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string' },
      tills: { type: 'string', default: '20' },
      'own-tills': { type: 'string', default: '3' },
      tree: { type: 'string', default: path.resolve(import.meta.dirname, '..') },
      only: { type: 'string' },
      keep: { type: 'boolean', default: false },
      forget: { type: 'boolean', default: false },
    },
  })
  return {
    minutes: positive('minutes', values.minutes),
    seed: values.seed ?? randomBytes(4).toString('hex'),
    tills: Math.ceil(positive('tills', values.tills)),
    ownTills: count('own-tills', values['own-tills']),
    tree: path.resolve(values.tree),
    only: episodeOf(values.only),
    keep: values.keep,
    forget: values.forget,
  }
}
