/** How one request goes wrong: independent parts that can be put together at will. */
import { z } from 'zod'
import { OPERATIONS } from '../model.ts'

const durationMs = z.number().nonnegative()

const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('normal') }),
  /** `result_code=FAIL`, correctly signed. */
  z.strictObject({
    kind: z.literal('error'),
    code: z.string(),
    description: z.string().optional(),
    recall: z.enum(['Y', 'N']).optional(),
  }),
  /** `return_code=FAIL`. */
  z.strictObject({ kind: z.literal('unsigned'), message: z.string() }),
  /** The normal answer with other fields, signed correctly. */
  z.strictObject({ kind: z.literal('altered'), fields: z.record(z.string(), z.string()) }),
  z.strictObject({ kind: z.literal('forged') }),
  z.strictObject({ kind: z.literal('other-key') }),
  z.strictObject({ kind: z.literal('no-signature') }),
  z.strictObject({
    kind: z.literal('raw'),
    body: z.string(),
    contentType: z.string().optional(),
    status: z.int().min(200).max(599).optional(),
  }),
])

export type FaultyAnswer = z.infer<typeof answerSchema>

const deliverySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('normal'), afterMs: durationMs.optional() }),
  /** No answer, and the connection stays open. */
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('reset') }),
  /** The connection ends in good order, without an answer. */
  z.strictObject({ kind: z.literal('close') }),
  /** `keep` of the body (0…1) arrives, then the connection breaks. */
  z.strictObject({ kind: z.literal('truncated'), keep: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('slow'), bytesPerSecond: z.number().positive() }),
  z.strictObject({ kind: z.literal('twice') }),
])

export type Delivery = z.infer<typeof deliverySchema>

export const behaviourSchema = z.strictObject({
  arriveAfterMs: durationMs.optional(),
  payerFirst: z.enum(['pays', 'cancels', 'mistypes']).optional(),
  effect: z.enum(['done', 'none', 'unpaid', 'failed', 'twice', 'later']).optional(),
  laterMs: durationMs.optional(),
  answer: answerSchema.optional(),
  delivery: deliverySchema.optional(),
  payerAfterMs: durationMs.optional(),
})

export type Behaviour = z.infer<typeof behaviourSchema>

const whenSchema = z.strictObject({
  operation: z.enum([...OPERATIONS, 'any']).optional(),
  outTradeNo: z.string().optional(),
  code: z.string().optional(),
  totalFee: z.int().optional(),
})

/** A fault as somebody asks for it. */
export const faultRequestSchema = z.strictObject({
  when: whenSchema.optional(),
  /** 0 is for ever. */
  times: z.int().nonnegative().optional(),
  skip: z.int().nonnegative().optional(),
  preset: z.string().optional(),
  behaviour: behaviourSchema.optional(),
})

export type FaultRequest = z.infer<typeof faultRequestSchema>

/** A fault that waits for its requests. */
export const faultSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  when: whenSchema,
  /** How often it still strikes; null is for ever. */
  timesLeft: z.int().nullable(),
  skipLeft: z.int(),
  behaviour: behaviourSchema,
})

export type Fault = z.infer<typeof faultSchema>

export const randomFaultsSchema = z.strictObject({
  rate: z.number().min(0).max(1),
  presets: z.array(z.string()).optional(),
  operations: z.array(z.enum(OPERATIONS)).optional(),
})

export type RandomFaults = z.infer<typeof randomFaultsSchema>
