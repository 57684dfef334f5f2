import { classifyScan } from '../app/payment/payment-code.ts'

/** All first digits that WeChat has given its codes, whatever this till may charge. */
const PREFIXES = ['10', '11', '12', '13', '14', '15', '16']

/** Digits with what people put between groups of them. */
const NUMBER = /\d+(?:[\s-]\d+)*/g

const isCode = (digits: string): boolean =>
  /^(?:payment-code|other-wallet)$/.test(classifyScan(digits, PREFIXES).kind)

/** Neighbouring groups together may be one code, and a code may stand beside another number. */
function holdsCode(groups: readonly string[]): boolean {
  return groups.some((_, from) =>
    groups.slice(from).some((__, more) => isCode(groups.slice(from, from + more + 1).join(''))),
  )
}

/** Whether a note may be kept: a payment code must never be. Other long numbers are order references. */
export const isNoteAllowed = (note: string): boolean =>
  !(note.normalize('NFKC').match(NUMBER) ?? []).some((number) => holdsCode(number.split(/[\s-]/)))
