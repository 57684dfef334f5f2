/** Turns an outcome into the bytes of an answer. */
import { writeXml } from '../../app/wechat/xml.ts'
import type { Outcome } from '../errors.ts'
import type { Behaviour } from '../faults/behaviour.ts'
import { type Signing, writeAnswer } from './envelope.ts'
import type { Route } from './routes.ts'

export interface WrittenAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Uint8Array
}

export function write(
  { operation, realm }: Route,
  outcome: Outcome,
  signing: Signing | null,
  { answer }: Behaviour,
): WrittenAnswer {
  if (answer?.kind === 'raw') {
    const { status = 200, contentType = 'text/plain', body } = answer
    return { status, contentType, body: Buffer.from(body) }
  }
  const plain = { status: 200, contentType: 'text/plain; charset=UTF-8' }
  if (outcome.kind === 'file') return { ...plain, body: outcome.body }
  if (outcome.kind === 'success' && (operation === 'report' || operation === 'sign-key'))
    return { ...plain, body: Buffer.from(unsignedSuccess(operation, outcome, signing)) }
  if (!signing) return { ...plain, body: Buffer.from(writeAnswer(outcome, NO_SIGNING)) }
  const told = realm === 'sandboxnew' ? sandboxed(outcome) : outcome
  return { ...plain, body: Buffer.from(writeAnswer(told, signing)) }
}

/** Reports and sandbox keys are answered without a signature. */
function unsignedSuccess(
  operation: 'report' | 'sign-key',
  outcome: Extract<Outcome, { kind: 'success' }>,
  signing: Signing | null,
): string {
  return writeXml([
    ['return_code', 'SUCCESS'],
    ['return_msg', operation === 'sign-key' ? 'ok' : 'OK'],
    ...(operation === 'report'
      ? [['result_code', 'SUCCESS'] as const]
      : [['mch_id', signing?.merchant.mchId ?? ''] as const]),
    ...outcome.fields,
  ])
}

/** The old sandbox says so even when nothing is wrong. */
const sandboxed = (outcome: Outcome): Outcome =>
  outcome.kind === 'success'
    ? {
        kind: 'success',
        fields: [
          ['device_info', 'sandbox'],
          ['err_code', 'SUCCESS'],
          ['err_code_des', 'ok'],
          ...outcome.fields,
        ],
      }
    : outcome

const NO_SIGNING: Signing = {
  merchant: { appId: '', mchId: '', apiKey: '', apiV3Key: '' },
  key: '',
  signType: 'MD5',
  nonce: '',
  request: new Map(),
}

/** The outcome in a word, for the books. */
export function noteOf(outcome: Outcome): string {
  if (outcome.kind === 'error') return outcome.code
  if (outcome.kind === 'unsigned') return `unsigned: ${outcome.message}`
  const state = outcome.kind === 'success' && new Map(outcome.fields).get('trade_state')
  return typeof state === 'string' ? state : 'SUCCESS'
}
