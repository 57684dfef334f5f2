import { z } from 'zod'
import { DEFAULT_KEYS, FUNCTION_KEYS, type KeyCommand, keyCollisions } from '../keys.ts'

const keyOf = (command: KeyCommand) => z.enum(FUNCTION_KEYS).default(DEFAULT_KEYS[command])

/** Which function key does what. */
export const keysSchema = z
  .strictObject({
    help: keyOf('help'),
    'type-code': keyOf('type-code'),
    'waiting-sales': keyOf('waiting-sales'),
    receipts: keyOf('receipts'),
    'ask-again': keyOf('ask-again'),
    park: keyOf('park'),
    shift: keyOf('shift'),
    lock: keyOf('lock'),
    refund: keyOf('refund'),
    'print-slip': keyOf('print-slip'),
    'set-up': keyOf('set-up'),
  } satisfies { readonly [C in KeyCommand]: z.ZodType })
  .superRefine((keys, context) => {
    for (const command of keyCollisions(keys)) {
      const message = `${keys[command]} already does something else`
      context.addIssue({ code: 'custom', path: [command], message })
    }
  })
  .describe(
    'Function keys of the sales screen, where another till taught the hands other ones. F9 confirms, as Enter does, and cannot be given away',
  )
