import type { Broken, Kept, Target } from './target.ts'

/** How long, and from where, a target is tried. */
export interface RunWish {
  readonly seed: number
  readonly ms: number
  /** Inputs that were kept for this target. */
  readonly kept: readonly Kept[]
  /** So many inputs are tried before a branch counts as out of reach, even if time is up. */
  readonly enough?: number
}

/** What came of trying a target. */
export interface TargetRun {
  readonly runs: number
  readonly outcomes: number
  /** One input each for outcomes that no kept input has. */
  readonly fresh: readonly Kept[]
  readonly broken: (Broken & { readonly seed: number }) | null
  /** What no new input came to. */
  readonly missed: readonly string[]
}

/** Tried between two looks at the clock. */
const ROUND = 200
/** Every branch is met by one input in some hundred; so many that miss it are no bad luck. */
const ENOUGH = 20_000

/** Tries new inputs of a target until its time is up and every branch was reached. Kept inputs do not count: they would hide a generator that died. */
export async function runTarget(
  { name, reaches, try: tryInputs }: Target,
  { seed, ms, kept, enough = ENOUGH }: RunWish,
): Promise<TargetRun> {
  const known = new Set(kept.map(({ outcome }) => outcome))
  const missed = new Set(reaches)
  const fresh: Kept[] = []
  const untilMs = performance.now() + ms
  let runs = 0
  let broken: TargetRun['broken'] = null
  const seen = (outcome: string, input: () => string): void => {
    runs += 1
    if (known.has(outcome)) return
    known.add(outcome)
    fresh.push({ target: name, outcome, input: input() })
  }
  const reached = (what: string): void => void missed.delete(what)
  const goesOn = (): boolean => performance.now() < untilMs || (missed.size > 0 && runs < enough)
  for (let round = 0; broken === null && goesOn(); round += 1) {
    const wrong = await tryInputs({ seed: seed + round, inputs: ROUND, seen, reached })
    if (wrong !== null) broken = { ...wrong, seed: seed + round }
  }
  return { runs, outcomes: known.size, fresh, broken, missed: broken === null ? [...missed] : [] }
}
