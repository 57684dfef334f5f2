import type { z } from 'zod'
import type { ProblemCode } from './rest-problem.ts'

/** One call of the backend. */
export interface RestCall {
  readonly method: 'GET' | 'POST'
  /** Parameters stand in braces. */
  readonly path: string
  readonly summary: string
  readonly signed: boolean
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  readonly answer: z.ZodType
  /** Server-sent events whose data is `answer`. */
  readonly stream?: boolean
  /** A file, as these bytes; `answer` is a text that says nothing. */
  readonly file?: readonly string[]
  /** Bytes of a body that is larger than the others'. */
  readonly bodyBytesMax?: number
  readonly problems: readonly ProblemCode[]
}

/** What any signed call may be refused for. */
export const SIGNED = [
  'bad-request',
  'not-signed',
  'clock-off',
  'replayed',
  'device-revoked',
  'too-many-requests',
  'broken',
  'unavailable',
] as const satisfies readonly ProblemCode[]
