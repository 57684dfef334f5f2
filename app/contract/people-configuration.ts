import { z } from 'zod'
import { ROLES } from '../people/person.ts'

/** Long enough for a customer who looks for the phone, short enough for a till left alone. */
export const AUTO_LOCK_DEFAULT_MS = 5 * 60_000

const member = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9A-Za-z_-]{1,64}$/)
      .describe('Names this person in the till’s records. Never give it to somebody else'),
    name: z.string().trim().min(1).max(40),
    role: z.enum(ROLES),
    pinHash: z
      .string()
      .regex(/^\$argon2id\$/)
      .max(400)
      .optional()
      .describe('argon2id hash of the PIN, in the usual form $argon2id$v=19$…'),
    pinFile: z
      .string()
      .min(1)
      .optional()
      .describe('File with the PIN: 6 to 8 digits. Relative to the folder of this file'),
  })
  .refine(({ pinHash, pinFile }) => (pinHash === undefined) !== (pinFile === undefined), {
    message: 'needs either pinHash or pinFile',
  })

/** Who works at this till, and when it locks itself. */
export const peopleSchema = z
  .strictObject({
    autoLockAfterMs: z
      .int()
      .min(0)
      .max(24 * 3_600_000)
      .default(AUTO_LOCK_DEFAULT_MS)
      .describe('Without input for so long the till locks itself; 0: never'),
    members: z
      .array(member)
      .max(200)
      .default([])
      .describe(
        'People of this till. With at least one the till asks who is there, and these are all there are; without any they are kept on the set-up screen',
      ),
  })
  .superRefine(({ members }, context) => {
    const refuse = (message: string): void =>
      context.addIssue({ code: 'custom', path: ['members'], message })
    for (const key of ['id', 'name'] as const) {
      if (new Set(members.map((one) => one[key])).size < members.length) {
        refuse(`two have the same ${key}`)
      }
    }
    if (members.length > 0 && members.every(({ role }) => role === 'cashier')) {
      refuse('nobody of them is a manager')
    }
  })

/** Who works at this till, and when it locks itself. */
export type PeopleConfiguration = z.infer<typeof peopleSchema>
