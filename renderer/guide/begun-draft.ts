import type { z } from 'zod'
import { configurationSchema } from '../../app/contract/configuration.ts'
import type { BegunSetup } from '../../app/contract/guide.ts'
import type { Draft } from '../setup/draft.ts'

type Kept = BegunSetup['draft']
type DraftConfiguration = Draft['configuration']

/** A value of the right kind that is not right yet: that is what a draft is for. */
const UNFINISHED: ReadonlySet<string> = new Set([
  'too_small',
  'too_big',
  'invalid_format',
  'custom',
])

/** An address is one of two kinds, so that half of one fits neither. */
const isHalfAddress = ({ code, path }: z.core.$ZodIssue, { backend }: Kept): boolean =>
  code === 'invalid_union' &&
  path.join('.') === 'backend.url' &&
  typeof backend === 'object' &&
  backend !== null &&
  'url' in backend &&
  typeof backend.url === 'string'

/** The parts of a draft that are not what this version knows: they begin anew. */
function misfits(kept: Kept): ReadonlySet<string> {
  const { error } = configurationSchema.safeParse(kept)
  const wrong = (error?.issues ?? []).filter(
    (issue) => !UNFINISHED.has(issue.code) && !isHalfAddress(issue, kept),
  )
  return new Set(
    wrong.flatMap((issue) =>
      issue.path.length === 0 && issue.code === 'unrecognized_keys'
        ? issue.keys
        : issue.path.slice(0, 1).map(String),
    ),
  )
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields that a kept part lacks are those of the part as it is, unless another kind of thing was chosen. */
const over = (now: unknown, kept: unknown): unknown =>
  isPlain(now) && isPlain(kept) && !('kind' in kept) ? { ...now, ...kept } : kept

/** The draft as somebody left it, right or not, over what is set up now. */
export function resumed(now: DraftConfiguration, kept: Kept): DraftConfiguration {
  const wrong = misfits(kept)
  const parts = Object.entries(kept).filter(([name]) => name in now && !wrong.has(name))
  const present: Readonly<Record<string, unknown>> = { ...now }
  const merged = Object.fromEntries(
    parts.map(([name, value]) => [name, over(present[name], value)] as const),
  )
  // Every part that the schema calls another kind of thing was left out above.
  return { ...now, ...(merged as Partial<DraftConfiguration>) }
}
