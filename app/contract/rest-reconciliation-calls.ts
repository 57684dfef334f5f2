import { z } from 'zod'
import { type RestCall, SIGNED } from './rest-call.ts'
import {
  BILL_REQUEST_BYTES_MAX,
  billKeySchema,
  billPieceKeySchema,
  billPieceSchema,
  takeInBillSchema,
} from './rest-bills.ts'
import { differenceDocumentSchema } from './rest-differences.ts'
import {
  calendarSchema,
  dayReportSchema,
  daySchema,
  differenceIdSchema,
  exportSchema,
  linePageSchema,
  linesSchema,
  manageSchema,
  managerSchema,
  spanSchema,
  takeRemedySchema,
} from './rest-reconciliation.ts'

const nothing = z.strictObject({})
const none = z.undefined()
const oneDay = z.strictObject({ day: daySchema })
const oneDifference = z.strictObject({ id: differenceIdSchema })
const done = z.object({ status: z.enum(['done']) }).meta({ id: 'Done' })
const MANAGER = [...SIGNED, 'operator-refused', 'sign-in-needed'] as const

/** Calls about days that are compared with WeChat’s bills: of the whole merchant, for its managers. */
export const RECONCILIATION_CALLS = {
  reconciliationCalendar: {
    method: 'GET',
    path: '/v1/reconciliation/days',
    summary: 'Where each day of a span stands, and the work under way',
    signed: true,
    params: nothing,
    query: spanSchema,
    body: none,
    answer: calendarSchema,
    problems: MANAGER,
  },
  reconciliationDay: {
    method: 'GET',
    path: '/v1/reconciliation/days/{day}',
    summary: 'A day as it was last compared: our totals, WeChat’s, and the bill’s hash',
    signed: true,
    params: oneDay,
    query: managerSchema,
    body: none,
    answer: dayReportSchema,
    problems: MANAGER,
  },
  reconciliationLines: {
    method: 'GET',
    path: '/v1/reconciliation/days/{day}/lines',
    summary: 'Orders and refunds of a day, those that differ first, a page at a time',
    signed: true,
    params: oneDay,
    query: linesSchema,
    body: none,
    answer: linePageSchema,
    problems: MANAGER,
  },
  exportReconciliation: {
    method: 'GET',
    path: '/v1/reconciliation/days/{day}/export',
    summary: 'A day as a file: every line (csv), totals and lines (xlsx), or bookings (journal)',
    signed: true,
    params: oneDay,
    query: exportSchema,
    body: none,
    answer: z.string(),
    file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    problems: [...MANAGER, 'not-found'],
  },
  startReconciliation: {
    method: 'POST',
    path: '/v1/reconciliation/days/{day}/start',
    summary:
      'Have a day’s bill fetched and compared, by whichever node is free. Doing it again changes nothing',
    signed: true,
    params: oneDay,
    query: nothing,
    body: manageSchema,
    answer: done,
    problems: [...MANAGER, 'not-due', 'reconciliation-busy'],
  },
  sendBillPiece: {
    method: 'POST',
    path: '/v1/reconciliation/days/{day}/bills/{sha256}/pieces/{seq}',
    summary: 'Bring a piece of a bill that somebody has as a file. The same piece may come again',
    signed: true,
    params: billPieceKeySchema,
    query: nothing,
    body: billPieceSchema,
    answer: done,
    bodyBytesMax: BILL_REQUEST_BYTES_MAX,
    problems: [...MANAGER, 'too-large'],
  },
  takeInBill: {
    method: 'POST',
    path: '/v1/reconciliation/days/{day}/bills/{sha256}',
    summary:
      'Keep a bill whose pieces have come, or that is kept already, and have the day compared with it. Doing it again changes nothing',
    signed: true,
    params: billKeySchema,
    query: nothing,
    body: takeInBillSchema,
    answer: done,
    problems: [...MANAGER, 'bill-incomplete', 'reconciliation-busy'],
  },
  cancelReconciliation: {
    method: 'POST',
    path: '/v1/reconciliation/cancel',
    summary: 'End the work under way; what was known of the day stays',
    signed: true,
    params: nothing,
    query: nothing,
    body: manageSchema,
    answer: done,
    problems: MANAGER,
  },
  reconciliationDifference: {
    method: 'GET',
    path: '/v1/reconciliation/differences/{id}',
    summary: 'A difference: both raw sides, the payment’s evidence, what was and what can be done',
    signed: true,
    params: oneDifference,
    query: managerSchema,
    body: none,
    answer: differenceDocumentSchema,
    problems: [...MANAGER, 'not-found'],
  },
  takeRemedy: {
    method: 'POST',
    path: '/v1/reconciliation/differences/{id}/remedies',
    summary: 'Do something about a difference. Money moves only by a refund as any other',
    signed: true,
    params: oneDifference,
    query: nothing,
    body: takeRemedySchema,
    answer: differenceDocumentSchema,
    problems: [
      ...MANAGER,
      'approval-needed',
      'approval-refused',
      'approval-locked',
      'not-found',
      'not-offered',
      'not-open',
      'nothing-to-refund',
      'no-answer',
    ],
  },
} as const satisfies Readonly<Record<string, RestCall>>
