import type { Person } from '../../app/people/person.ts'
import type { PinClaim, RemoteProof } from '../../app/people/prove.ts'
import { fail, succeed } from '../../app/result.ts'
import type { BackendClient } from './client.ts'

/** The operators of the merchant's backend. */
export interface BackendPeople {
  /** Those who may sign in at this till; null when the backend did not say. */
  readonly list: () => Promise<readonly Person[] | null>
  /** Proves a PIN. Only the backend can: this till keeps none of its operators' hashes. */
  readonly prove: (claim: PinClaim) => Promise<RemoteProof>
}

/** Asks the backend about its operators. */
export const createBackendPeople = ({
  client,
  timeoutMs,
}: {
  readonly client: BackendClient
  readonly timeoutMs: number
}): BackendPeople => ({
  async list() {
    const answer = await client.call('operators', { timeoutMs })
    return answer.kind === 'answered' ? answer.value.operators : null
  },
  async prove({ personId: id, pin }) {
    // The contract's own rule for a PIN: what does not fit it is wrong, and costs no try.
    if (!/^\d{6,8}$/.test(pin)) return fail({ kind: 'pin-wrong', left: null })
    const answer = await client.call('signIn', { params: { id }, body: { pin }, timeoutMs })
    if (answer.kind === 'answered') return succeed(answer.value)
    if (answer.kind !== 'problem') return fail({ kind: 'people-unreachable' })
    if (answer.code === 'approval-locked') return fail({ kind: 'pin-locked', untilMs: null })
    return fail(
      answer.code === 'approval-refused'
        ? { kind: 'pin-wrong', left: null }
        : { kind: 'people-unreachable' },
    )
  },
})
