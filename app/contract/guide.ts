import { z } from 'zod'
import { type SecretNames, secretsSchema } from './configuration.ts'

/** Where somebody is in the guide that sets up a new till, in its order. Which of them there are depends on the access mode. */
export const GUIDE_STEPS = [
  'welcome',
  'shop',
  'access',
  'merchant',
  'keys',
  'backend',
  'people',
  'scanner',
  'printer',
  'done',
] as const

export type GuideStep = (typeof GUIDE_STEPS)[number]

/** Longer than any set-up: the file of one that was begun does not grow without bound. */
const DRAFT_CHARACTERS_MAX = 200_000

/** What was entered so far. It need not be right yet, so nothing is said of it but that it can be kept as JSON. */
const draftSchema = z
  .record(z.string().max(100), z.unknown())
  .refine((draft) => JSON.stringify(draft).length <= DRAFT_CHARACTERS_MAX, 'too long')

/** A set-up that somebody has begun: a restart in the middle loses nothing of it. */
export const begunSchema = z.strictObject({ step: z.enum(GUIDE_STEPS), draft: draftSchema })

export type BegunSetup = z.infer<typeof begunSchema>

/** The guide through the set-up of a new till. */
export interface GuideCalls {
  /** How far it came before; null when nobody has begun. */
  readBegun: { ask: null; value: BegunSetup | null; error: never }
  /** Keeps how far it has come. Secrets go where all secrets are kept; absent ones stay as they are. */
  keepBegun: {
    ask: BegunSetup & { secrets: { readonly [N in SecretNames]?: string | undefined } }
    value: null
    error: { readonly kind: 'from-file' }
  }
  /** Stays in training, and is not asked again at the next start. */
  chooseTraining: { ask: null; value: null; error: { readonly kind: 'from-file' } }
}

/** One decoder for each of these calls. */
export const guideAsks: { readonly [K in keyof GuideCalls]: z.ZodType<GuideCalls[K]['ask']> } = {
  readBegun: z.null(),
  keepBegun: begunSchema.extend({ secrets: secretsSchema }),
  chooseTraining: z.null(),
}
