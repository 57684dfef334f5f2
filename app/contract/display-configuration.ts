import { z } from 'zod'
import { LANGUAGES } from '../language.ts'

const pixels = z.int().min(-100_000).max(100_000)

const monitor = z
  .strictObject({
    id: z.string().min(1).max(64).describe('The system’s own name of the monitor'),
    bounds: z
      .strictObject({ x: pixels, y: pixels, width: pixels, height: pixels })
      .describe('Its place and size when it was chosen: it is found by them when its name changed'),
  })
  .describe('The customer’s monitor; without it, the first that the till’s window is not on')

/** What the customer’s display shows, wherever it is. */
const shown = {
  languages: z
    .array(z.enum(LANGUAGES))
    .min(1)
    .max(3)
    .default(['zh-Hans', 'en'])
    .describe('Languages of the customers; several take turns'),
  theme: z.enum(['light', 'dark']).default('light'),
  link: z
    .strictObject({
      address: z
        .url({ protocol: /^https?$/, hostname: /./ })
        .max(300)
        .describe('Address in the QR code'),
      caption: z.string().max(60).default('').describe('What stands below it'),
    })
    .optional()
    .describe('A QR code beside the idle screen, e.g. of the shop’s page'),
}

/** The second window, for the customer. */
export const displaySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('monitor'), monitor: monitor.optional(), ...shown }),
  z.strictObject({
    kind: z.literal('window').describe('An ordinary window, for a counter with one big monitor'),
    ...shown,
  }),
])

/** The second window, for the customer. */
export type DisplayConfiguration = z.infer<typeof displaySchema>
