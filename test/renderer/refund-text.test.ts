import { expect, it } from 'vitest'
import { mustBeRefunded } from '../../renderer/refunds/refund-store.ts'
import { whyNotText } from '../../renderer/refunds/refund-text.ts'
import { SAMPLES } from '../../renderer/preview/refund-scenes.ts'
import { sale } from '../../renderer/preview/sample-views.ts'

const [given, onItsWay, unclear, , refused] = SAMPLES
const ofTen = { amountMinor: 1_000 }

it('says of a payment that our refunds emptied that all of it went back', () => {
  expect(whyNotText('not-paid', ofTen, [given ?? fail()])).toBe('whyAll')
  expect(whyNotText('not-paid', ofTen, [onItsWay ?? fail()])).toBe('whyAll')
})

it('says that it holds no money where nothing, or not all, is known to have gone back', () => {
  expect(whyNotText('not-paid', ofTen, [])).toBe('whyNotPaid')
  expect(whyNotText('not-paid', ofTen, [unclear ?? fail(), refused ?? fail()])).toBe('whyNotPaid')
  expect(whyNotText('not-paid', { amountMinor: 1_001 }, [given ?? fail()])).toBe('whyNotPaid')
})

it('says every other reason as it is', () => {
  expect(whyNotText('too-old', ofTen, [given ?? fail()])).toBe('whyTooOld')
})

it('proposes a refund of nothing but money that should have been revoked', () => {
  expect(mustBeRefunded(sale({ kind: 'needs-attention', problem: 'refund-needed' }))).toBe(true)
  expect(mustBeRefunded(sale({ kind: 'needs-attention', problem: 'refunded-elsewhere' }))).toBe(
    false,
  )
  expect(mustBeRefunded(sale({ kind: 'needs-attention', problem: 'revoke-not-confirmed' }))).toBe(
    false,
  )
  expect(mustBeRefunded(sale({ kind: 'paid', transactionId: '', cash: null }))).toBe(false)
})

function fail(): never {
  throw new Error('no such sample')
}
