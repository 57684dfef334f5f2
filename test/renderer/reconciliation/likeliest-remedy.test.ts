import { describe, expect, it } from 'vitest'
import { GRAVITY } from '../../../app/reconciliation/difference.ts'
import { remediesOf, type RemedyDone } from '../../../app/reconciliation/remedy.ts'
import type { StoredDifference } from '../../../app/reconciliation/report.ts'
import { likeliestRemedy } from '../../../renderer/reconciliation/likeliest-remedy.ts'

const said = (state: string): RemedyDone => ({
  remedy: { kind: 'query' },
  outcome: { kind: 'wechat-said', state, detail: '' },
  by: { id: 'mei', name: 'Mei' },
  atMs: 1,
})
const note: RemedyDone = {
  remedy: { kind: 'note', note: 'x' },
  outcome: { kind: 'written-down' },
  by: { id: 'mei', name: 'Mei' },
  atMs: 2,
}

const after = (name: StoredDifference['class'], ...states: readonly string[]) =>
  likeliestRemedy(
    { class: name, state: { kind: 'open' }, remedies: [...states.map(said), note] },
    remediesOf({ class: name, reasons: [] }),
  )

describe('the likeliest remedy', () => {
  it('is the first that is offered, until WeChat was asked', () => {
    for (const name of GRAVITY) {
      expect(after(name)).toBe(remediesOf({ class: name, reasons: [] })[0])
      expect(after(name, 'SUCCESS')).not.toBe('query')
    }
    expect(likeliestRemedy({ class: 'absent-there', state: { kind: 'open' }, remedies: [] }, [])).toBeNull() // prettier-ignore
  })

  it('is what WeChat’s latest answer calls for', () => {
    expect(after('absent-there', 'NOTPAY')).toBe('record-loss')
    expect(after('absent-there', 'NOTPAY', 'SUCCESS')).toBe('explain')
    expect(after('revoked-there', 'REVOKED')).toBe('record-loss')
    expect(after('revoked-there', 'SUCCESS')).toBe('explain')
    expect(after('refund-absent-there', 'REFUNDNOTEXIST')).toBe('resend-refund')
    expect(after('refund-absent-there', 'PROCESSING')).toBe('explain')
    expect(after('amount-differs', 'SUCCESS')).toBe('explain')
    expect(after('refund-differs', 'CHANGE')).toBe('explain')
    const open = remediesOf({ class: 'paid-there-only', reasons: ['here-open'] })
    const asked = { class: 'paid-there-only', state: { kind: 'open' }, remedies: [said('SUCCESS')] } as const // prettier-ignore
    expect(likeliestRemedy({ ...asked, remedies: [] }, open)).toBe('query')
    // Still being revoked here: WeChat's SUCCESS is not the end of it, and nobody may call the charge right.
    expect(open).not.toContain('mark-paid')
    expect(likeliestRemedy(asked, open)).toBe('query')
  })

  it('is one that this till has a way to do', () => {
    const asked = { class: 'refund-absent-there', state: { kind: 'open' }, remedies: [said('REFUNDNOTEXIST')] } as const // prettier-ignore
    expect(likeliestRemedy(asked, ['query', 'explain', 'note'])).toBe('query')
  })

  it('is none where nobody has to do anything', () => {
    const state = { kind: 'explained', because: 'itself', atMs: 1 } as const
    expect(likeliestRemedy({ class: 'next-bill', state, remedies: [] }, ['note'])).toBeNull()
  })
})
