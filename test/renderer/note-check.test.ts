import { expect, it } from 'vitest'
import { isNoteAllowed } from '../../renderer/note-check.ts'

it.each([
  ['WeChat’s code', '134567890123456789'],
  ['the fusion wallet’s code', '160567890123456789'],
  ['in groups', '1345 6789 0123 4567 89'],
  ['with hyphens', '134567-890123-456789'],
  ['in full-width digits', '１３４５６７８９０１２３４５６７８９'],
  ['between words', 'table 14, code 134567890123456789 (phone)'],
  ['behind another number', '14 134567890123456789'],
  ['Alipay’s', '2812345678901234'],
  ['UnionPay’s', '6212345678901234567'],
])('refuses a payment code: %s', (_, note) => {
  expect(isNoteAllowed(note)).toBe(false)
})

it.each([
  ['nothing', ''],
  ['words', 'Table 14, order A-1042'],
  ['a short number', '20251121'],
  ['18 digits of an order', '202511210342180000'],
  ['19 digits of an order', '1345678901234567890'],
  ['17 digits', '13456789012345678'],
  ['an order number of this till', '2511210342180000174029583614'],
  ['a date and a time', '2025-11-21 10:30'],
])('takes other notes: %s', (_, note) => {
  expect(isNoteAllowed(note)).toBe(true)
})
