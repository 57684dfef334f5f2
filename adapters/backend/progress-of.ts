import type { Payment } from '../../app/contract/rest-payments.ts'
import type { Progress } from '../../app/payment/progress.ts'
import type { Refusal } from '../../app/payment/state.ts'
import type { NotSentCause } from '../../app/ports.ts'

/** A document that contradicts itself; a backend that sends one is not believed. */
export type Contradiction = { readonly kind: 'contradiction'; readonly field: keyof Payment }

const contradiction = (field: keyof Payment): Contradiction => ({ kind: 'contradiction', field })

const NOT_SENT: { readonly [C in NotSentCause]: true } = {
  unreachable: true,
  tls: true,
  configuration: true,
  refused: true,
}

const isNotSentCause = (code: string): code is NotSentCause => Object.hasOwn(NOT_SENT, code)

function refusalOf({ kind, code, detail }: NonNullable<Payment['refusal']>): Refusal {
  if (kind === 'error-code') return { kind, code, description: detail }
  // A cause that a later backend may have: something there is not as it should be.
  return { kind, cause: isNotSentCause(code) ? code : 'configuration', detail }
}

/** How far the backend has got, by its document of the payment. */
export function progressOf(payment: Payment): Progress | Contradiction {
  const { status, waitingFor, evidence, refusal, cause, proof, problem, moneySeen } = payment
  switch (status) {
    case 'submitting':
      return { kind: 'undecided', waitingFor: 'result' }
    case 'confirming':
      return { kind: 'undecided', waitingFor: waitingFor ?? 'result' }
    case 'revoking':
    case 'needs-attention': {
      // Only an order that is settled can have been closed by WeChat.
      if (cause === null || cause === 'closed-by-wechat') return contradiction('cause')
      if (status === 'revoking') return { kind: status, cause, moneySeen }
      return problem === null
        ? contradiction('problem')
        : { kind: status, cause, moneySeen, problem }
    }
    case 'paid':
      return evidence === null ? contradiction('evidence') : { kind: status, payment: evidence }
    case 'not-charged':
      return refusal === null
        ? contradiction('refusal')
        : { kind: status, refusal: refusalOf(refusal) }
    case 'revoked':
      if (cause === null) return contradiction('cause')
      return proof === null ? contradiction('proof') : { kind: status, cause, proof }
  }
}
