import { describe, expect, it } from 'vitest'
import type { ReportLine } from '../../../app/reconciliation/report.ts'
import { nextLine } from '../../../renderer/reconciliation/next-line.ts'

const line = (parts: Partial<ReportLine>): ReportLine => ({
  orderNumber: '1',
  refundNumber: null,
  atMs: 5,
  till: '3',
  cashier: null,
  currency: 'CNY',
  oursMinor: 1,
  theirsMinor: null,
  oursState: 'paid',
  theirsState: null,
  class: 'absent-there',
  differences: ['d'],
  standing: 'open',
  ...parts,
})

const grave = line({ class: 'unknown-here', orderNumber: '9', atMs: 90 })
const early = line({ orderNumber: '2', atMs: 5 })
const late = line({ orderNumber: '3', atMs: 6 })
const refund = line({ orderNumber: '3', refundNumber: 'R', atMs: 6 })
const fee = line({ class: 'fee-differs', orderNumber: '4', atMs: 1 })

describe('the next open line', () => {
  it('is the one below in the list, whether the one above was dealt with or left', () => {
    const open = [grave, early, late, refund, fee]
    expect(nextLine(open, grave)).toBe(early)
    expect(nextLine(open, early)).toBe(late)
    expect(nextLine(open, late)).toBe(refund)
    expect(nextLine(open, refund)).toBe(fee)
    expect(nextLine([grave, fee], early)).toBe(fee)
  })

  it('is the first again after the last', () => {
    expect(nextLine([grave, fee], fee)).toBe(grave)
    expect(nextLine([grave, early], line({ class: 'matched' }))).toBe(grave)
  })

  it('is none where no other is open', () => {
    expect(nextLine([], grave)).toBeNull()
    expect(nextLine([grave], { ...grave, standing: 'resolved' })).toBeNull()
  })
})
