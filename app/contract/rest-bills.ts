import { z } from 'zod'
import { daySchema, managerSchema } from './rest-reconciliation.ts'

/** A bill comes in pieces of so many bytes, the last one shorter. */
export const BILL_PIECE_BYTES = 1_048_576
/** Packed, a million payments take some 90 of them. */
export const BILL_PIECES_MAX = 512
/** Of the file as it came from WeChat: far more than any day has. */
const BILL_BYTES_MAX = 8 * 1024 ** 3

const BASE64_MAX = Math.ceil(BILL_PIECE_BYTES / 3) * 4
/** A request with a piece: the piece in base64, and a manager. */
export const BILL_REQUEST_BYTES_MAX = BASE64_MAX + 4_096

/** A bill that lies in a file. */
export const billKeySchema = z.strictObject({
  day: daySchema,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of the file as it came from WeChat, packed or plain'),
})

/** A piece of a bill. */
export const billPieceKeySchema = billKeySchema.extend({
  seq: z.coerce.number().int().min(1).max(BILL_PIECES_MAX).describe('From 1 on, without a gap'),
})

/** What is in a piece. */
export const billPieceSchema = managerSchema
  .extend({ data: z.base64().min(4).max(BASE64_MAX) })
  .meta({ id: 'BillPiece' })

/** What a whole bill is. */
export const takeInBillSchema = managerSchema
  .extend({
    bytes: z.int().min(1).max(BILL_BYTES_MAX).describe('Of the file as it came'),
    packed: z.boolean().describe('It came plain, and its pieces are those of the file in gzip'),
  })
  .meta({ id: 'TakeInBill' })
