import { z } from 'zod'
import { type Day, readDay } from '../reconciliation/day.ts'
import { CLASSES, type DifferenceClass, GRAVITY } from '../reconciliation/difference.ts'
import type { DayReport } from '../reconciliation/report.ts'
import { type LinePage, LINES_MAX } from '../reconciliation/store.ts'
import type { ReconciliationCalendar, ReconciliationProgress } from './reconciliation.ts'
import { operatorIdSchema, pinSchema } from './rest-operators.ts'

/** A day as WeChat counts them. */
export const daySchema = z
  .string()
  .regex(/^20\d{6}$/)
  .refine((text) => readDay(text) !== null)
  .describe('yyyyMMdd, a day in UTC+8') as unknown as z.ZodType<Day, Day> // What `readDay` takes is a day.

/** A manager who has signed in at this device within twelve hours. */
export const managerSchema = z.strictObject({
  operator: operatorIdSchema.describe('A manager who signed in at this device within 12 hours'),
})

/** Days in a span, at most 400 of them. */
export const spanSchema = managerSchema.extend({ from: daySchema, to: daySchema })

const CLASS_LIST = new RegExp(`^(${CLASSES.join('|')})(,(${CLASSES.join('|')}))*$`)

/** Which lines of a day are wanted; all that is given must fit. */
export const linesSchema = managerSchema.extend({
  classes: z.string().regex(CLASS_LIST).optional().describe('Separated by commas; any of them'),
  openOnly: z.enum(['true', 'false']).optional().describe('With a difference that is open'),
  till: z.string().max(200).optional().describe('"store / till", as the totals name it'),
  cashier: z.string().max(64).optional(),
  hour: z.coerce.number().int().min(0).max(23).optional().describe('In UTC+8'),
  text: z.string().max(64).optional().describe('Part of an order or refund number'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(LINES_MAX).default(100),
})

/** Differences that are given at once: each has both raw sides. */
export const DIFFERENCES_MAX = 100

/** Which differences of a day are wanted. */
export const differencesWishSchema = managerSchema.extend({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(DIFFERENCES_MAX).default(DIFFERENCES_MAX),
})

/** What a day is written into. */
export const exportSchema = managerSchema.extend({
  format: z.enum(['csv', 'xlsx', 'journal']).describe('journal: bookings for the accounts, as CSV'),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']),
})

const note = z.string().max(500)

/** A remedy. */
export const remedySchema = z.union([
  z.strictObject({ kind: z.enum(['query', 'resend-refund']) }),
  z.strictObject({ kind: z.literal('refund'), reason: z.string().max(80) }),
  z.strictObject({ kind: z.literal('assign'), till: z.string().min(1).max(64), note }),
  z.strictObject({
    kind: z.enum(['mark-paid', 'record-refund', 'record-loss', 'explain', 'note']),
    note,
  }),
])

/** A remedy that a manager takes. */
export const takeRemedySchema = managerSchema
  .extend({
    remedy: remedySchema,
    approval: z
      .strictObject({ operator: operatorIdSchema, pin: pinSchema })
      .optional()
      .describe('A manager’s, for remedies by which money may leave: refund, resend-refund'),
  })
  .meta({ id: 'TakeRemedy' })

/** Starts or cancels. */
export const manageSchema = managerSchema.meta({ id: 'Manager' })

/** The number of a difference. */
export const differenceIdSchema = z
  .string()
  .min(1)
  .max(200)
  .describe('day:topic:order number[:refund number]')

/** A moment. */
export const epochMs = z.number().describe('Milliseconds since 1970 UTC')
const count = z.int()
/** Money of any currency. */
export const billAmount = z.object({ minor: z.int(), currency: z.string() })

// Which kinds there are is decided by the type that each schema below is checked against.
const problem = z.union([
  z.object({
    kind: z.enum(['not-ready', 'encoding', 'gzip', 'too-large', 'part-only', 'not-compared']),
  }),
  z.object({
    kind: z.enum(['try-again', 'not-allowed', 'bad-request', 'unrecognised']),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('columns-missing'), columns: z.array(z.string()) }),
  z.object({ kind: z.literal('cell-malformed'), line: z.int(), column: z.string() }),
  z.object({
    kind: z.literal('totals-differ'),
    total: z.enum([
      'rows',
      'order',
      'settlement',
      'refund',
      'asked-refund',
      'coupon-refund',
      'fee',
    ]),
    said: z.string(),
    counted: z.string(),
  }),
  z.object({
    kind: z.enum(['cut-off', 'row-malformed', 'wrong-day', 'wrong-merchant']),
    line: z.int(),
  }),
])

const dayState = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['not-due', 'missing']) }),
  z.object({
    kind: z.literal('failed'),
    problem,
    atMs: epochMs,
    nextTryAtMs: epochMs.nullable().describe('null: only a person can help'),
  }),
  z.object({
    kind: z.literal('reconciled'),
    atMs: epochMs,
    open: count,
    explained: count,
    resolved: count,
  }),
])

const progressSchema: z.ZodType<ReconciliationProgress, ReconciliationProgress> = z.object({
  day: daySchema,
  phase: z.enum(['fetching', 'reading-bill', 'reading-books', 'matching', 'saving']),
  done: z.number().describe('Bytes, lines, records or parts so far'),
  total: z.number().nullable(),
})

/** Days and where they stand. */
export const calendarSchema: z.ZodType<ReconciliationCalendar, ReconciliationCalendar> = z
  .object({
    days: z.array(z.object({ day: daySchema, state: dayState })),
    latest: daySchema.describe('The latest day whose bill may be there'),
    progress: progressSchema.nullable().describe('Of the work under way'),
    nextFetchAtMs: epochMs.nullable().describe('When due days are looked for; null: not by itself'),
  })
  .meta({ id: 'ReconciliationCalendar' })

const sums = z.object({
  payments: count,
  paidMinor: z.int(),
  refunds: count,
  refundedMinor: z.int(),
})
const bothSides = z.object({ ours: sums, theirs: sums })

// Every class is named right here.
const classCounts = z.object(
  Object.fromEntries(CLASSES.map((name) => [name, count])) as Record<DifferenceClass, typeof count>,
)

/** A day as it was last compared. */
export const dayReportSchema: z.ZodType<DayReport, DayReport> = z
  .object({
    day: daySchema,
    state: dayState,
    report: z
      .object({
        currencies: z.array(
          bothSides.extend({
            currency: z.string(),
            settledMinor: z.int(),
            feeUnits: z.int().describe('Hundred-thousandths of a major unit'),
          }),
        ),
        breakdown: z.array(
          bothSides.extend({
            by: z.enum(['hour', 'till', 'cashier']),
            name: z.string(),
            currency: z.string(),
          }),
        ),
        classes: classCounts,
        states: z.object({ paid: count, 'not-charged': count, revoked: count, open: count }),
        lines: count,
        covers: z
          .enum(['payments', 'refunds'])
          .exactOptional()
          .describe('Not there: the bill lists both'),
        rowsOfOthers: count.exactOptional().describe('Rows of tills that keep their own books'),
        bill: z.object({
          sha256: z.string(),
          bytes: z.int(),
          rows: count,
          fetchedAtMs: epochMs,
          source: z.enum(['wechat', 'file', 'none']),
        }),
      })
      .nullable()
      .describe('Stays when a later try fails; null before the first'),
  })
  .meta({ id: 'ReconciliationDay' })

/** States of our payments, as far as money is concerned. */
export const paymentStateSchema = z.enum(['paid', 'not-charged', 'revoked', 'open'])
/** States of our refunds. */
export const refundStateSchema = z.enum(['refunded', 'accepted', 'refused', 'open'])

/** A page of a day’s lines. */
export const linePageSchema: z.ZodType<LinePage, LinePage> = z
  .object({
    lines: z.array(
      z.object({
        orderNumber: z.string(),
        refundNumber: z.string().nullable(),
        atMs: epochMs,
        till: z.string(),
        cashier: z.string().nullable(),
        currency: z.string(),
        oursMinor: z.int().nullable().describe('null: not on this side'),
        theirsMinor: z.int().nullable(),
        oursState: z.union([paymentStateSchema, refundStateSchema]).nullable(),
        theirsState: z.string().nullable(),
        class: z.enum(['matched', ...GRAVITY]).describe('The gravest that was found'),
        differences: z.array(z.string()).describe('Their ids, the gravest first'),
        standing: z
          .enum(['open', 'explained', 'resolved'])
          .optional()
          .describe(
            'What became of them: open while one is, resolved when a person dealt with one. Not there: it has none',
          ),
      }),
    ),
    total: count.describe('How many fit in all'),
  })
  .meta({ id: 'ReconciliationLines' })
