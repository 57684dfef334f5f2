import { z } from 'zod'

/** Names a person who works at tills of the merchant. */
export const operatorIdSchema = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/)

/** What an operator proves with that it is them. */
export const pinSchema = z
  .string()
  .regex(/^\d{6,8}$/)
  .describe('Never stored in the clear, never logged')

/** What a person may do: a manager also approves. */
export const ROLES = ['cashier', 'manager'] as const

/** What a person may do. */
export type Role = (typeof ROLES)[number]

/** Proves who signs in. */
export const signInSchema = z.strictObject({ pin: pinSchema }).meta({ id: 'SignIn' })

/** A person who works at tills. */
export const operatorSchema = z
  .object({ id: operatorIdSchema, name: z.string(), role: z.enum(ROLES) })
  .meta({ id: 'Operator' })

/** The people who may sign in at this till. */
export const operatorsSchema = z
  .object({
    operators: z.array(operatorSchema),
    required: z.boolean().describe('Whether payments and refunds must name one of them'),
    approvalAboveMinor: z
      .int()
      .describe('Refunds above this need a manager’s approval; 0: all of them'),
  })
  .meta({ id: 'Operators' })

/** The people who may sign in, as they cross the wire. */
export type Operators = z.infer<typeof operatorsSchema>
