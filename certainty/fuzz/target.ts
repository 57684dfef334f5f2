import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'

/** An input that is kept, with what became of it. */
export interface Kept {
  readonly target: string
  readonly outcome: string
  /** `v8.serialize`, base64: the inputs are bytes and values that JSON cannot hold. */
  readonly input: string
}

/** Something that reads what strangers send, and what must hold for every input. */
export interface Target {
  readonly name: string
  /** What new inputs must come to. A target whose inputs are all turned away at the door proves nothing. */
  readonly reaches: readonly string[]
  /** Tries so many inputs; `seen` hears each with its outcome. Null: nothing broke a rule. */
  readonly try: (wish: TryWish) => Promise<Broken | null>
  /** What becomes of an input that was kept. Rejects when it breaks a rule. */
  readonly again: (input: string) => Promise<string>
}

interface TryWish {
  readonly seed: number
  readonly inputs: number
  readonly seen: (outcome: string, input: () => string) => void
  readonly reached: Reached
}

/** Hears which of a target's `reaches` an input came to. */
export type Reached = (what: string) => void

/** An input for which a rule does not hold, made as small as could be. */
export interface Broken {
  readonly error: unknown
  readonly input: string
}

/** A rule of a target. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

const written = (value: unknown): string => serialize(value).toString('base64')

interface TargetParts<T> {
  readonly inputs: fc.Arbitrary<T>
  /** Of `reached`, what inputs must come to. */
  readonly reaches: readonly string[]
  readonly outcome: (input: T, reached: Reached) => string | Promise<string>
}

/**
 * A target: `outcome` reads one input and says in a few words what became of it, or throws when a rule is broken. The words
 * tell inputs apart, of which one each is kept.
 */
export const target = <T>(name: string, { inputs, reaches, outcome }: TargetParts<T>): Target => ({
  name,
  reaches,
  async try({ seed, inputs: numRuns, seen, reached }) {
    const property = fc.asyncProperty(inputs, async (input) => {
      const became = await outcome(input, reached)
      seen(became, () => written(input))
    })
    const result = await fc.check(property, { seed, numRuns })
    if (!result.failed) return null
    return { error: result.errorInstance, input: written(result.counterexample?.[0]) }
  },
  // Whatever was kept for this name is an input of this target.
  again: async (input) => outcome(deserialize(Buffer.from(input, 'base64')) as T, () => undefined),
})
