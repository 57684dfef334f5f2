import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyScan, maskCode } from '../../app/payment/payment-code.ts'

const PREFIXES = ['10', '11', '12', '13', '14', '15']
const CODE = '134567890123456789'
const classify = (text: string) => classifyScan(text, PREFIXES)
const charged = { kind: 'payment-code', code: CODE }

describe('a payment code', () => {
  it.each(PREFIXES)('begins with %s', (prefix) => {
    const code = prefix.padEnd(18, '7')
    expect(classify(code)).toEqual({ kind: 'payment-code', code })
  })

  it.each([
    ['a line end', `${CODE}\r\n`],
    ['a frame', `\u0002${CODE}\u0003`],
    ['an AIM identifier of Code 128', `]C1${CODE}`],
    ['an AIM identifier of a QR code', `\u0002]Q1${CODE}\r\u0003`],
    ['a byte order mark', `\ufeff${CODE}\u200b`],
    ['spaces as the phone shows them', ' 1345 6789 0123\u00a04567\u300089 '],
    ['full-width digits', '１３４５６７８９０１２３４５６７８９'],
  ])('is found in or behind %s', (_, text) => {
    expect(classify(text)).toEqual(charged)
  })

  it('has prefix 160 only when that is configured', () => {
    const code = '160567890123456789'
    expect(classify(code)).toEqual({ kind: 'unreadable-code' })
    expect(classifyScan(code, [...PREFIXES, '160'])).toEqual({ kind: 'payment-code', code })
  })

  it.each([[[]], [['']], [['1']]])('is nothing at all with the prefixes %j', (prefixes) => {
    expect(classifyScan(CODE, prefixes)).toEqual({ kind: 'unreadable-code' })
  })
})

describe('everything else', () => {
  it.each([
    ['17 digits', CODE.slice(0, 17), 'incomplete-code'],
    ['19 digits', `${CODE}0`, 'unreadable-code'],
    ['the first half', CODE.slice(0, 9), 'incomplete-code'],
    ['the last digits', '6789', 'unreadable-code'],
    ['the code twice', CODE + CODE, 'unreadable-code'],
    ['two readings', `${CODE}\r${CODE}`, 'unreadable-code'],
    ['two halves of different readings', '134567890\r\n123456789', 'unreadable-code'],
    ['a NUL inside', '13456789\u00000123456789', 'unreadable-code'],
    ['a letter inside', 'I34567890123456789', 'unreadable-code'],
    ['a sign', `+${CODE}`, 'unreadable-code'],
    ['Arabic-Indic digits', '١٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩', 'unreadable-code'],
    ['two AIM identifiers', `]C1]C1${CODE}`, 'unreadable-code'],
    ['nothing', '', 'unreadable-code'],
    ['only an AIM identifier', ']C1\r', 'unreadable-code'],
    ['an unknown prefix', '164567890123456789', 'unreadable-code'],
    ['EAN-13', '6901234567892', 'goods-barcode'],
    ['EAN-13 that begins like a code', '1012345678904', 'goods-barcode'],
    ['EAN-13 misread', '6901234567891', 'goods-barcode'],
    ['EAN-8', '96385074', 'goods-barcode'],
    ['UPC-A', '036000291452', 'goods-barcode'],
    ['GTIN-14', '10614141000415', 'goods-barcode'],
    ['an internal goods number', '2000000001', 'goods-barcode'],
    ['a web address', 'HTTPS://QR.ALIPAY.COM/fkx01234', 'collect-code'],
    ['a personal receive code', 'wxp://f2f0abc', 'collect-code'],
    ['a pay link', 'weixin://wxpay/bizpayurl?pr=abc', 'collect-code'],
    ['a long web address', `https://example.org/?code=${CODE}${'x'.repeat(500)}`, 'collect-code'],
    ['a Hong Kong FPS code', '00020101021126330012hk.com.hkicl', 'collect-code'],
    ['the code of a receipt', '202611270514350793160465292459', 'receipt'],
    ['the same from a scanner that names it', ']C1202611270514350793160465292459\r', 'receipt'],
    ['as many digits that are no time', '202613270514350793160465292459', 'unreadable-code'],
    ['noise', '\u0007'.repeat(1000), 'unreadable-code'],
    ['endless digits', '1'.repeat(100_000), 'unreadable-code'],
  ])('%s is no payment code', (_, text, kind) => {
    expect(classify(text)).toEqual({ kind })
  })

  it.each([
    ['Alipay', '281234567890123456', 'alipay'],
    ['Alipay, 16 digits', '2512345678901234', 'alipay'],
    ['Alipay, 24 digits', '301234567890123456789012', 'alipay'],
    ['UnionPay', '6212345678901234567', 'unionpay'],
  ])('%s is named', (_, text, wallet) => {
    expect(classify(text)).toEqual({ kind: 'other-wallet', wallet })
    expect(classifyScan(text, ['28', '25', '30', '62'])).toEqual({ kind: 'other-wallet', wallet })
  })
})

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength, maxLength })
const codes = fc
  .tuple(fc.constantFrom(...PREFIXES), digits(16, 16))
  .map(([prefix, rest]) => prefix + rest)
const outside = fc.string({
  unit: fc.constantFrom('\r', '\n', '\t', ' ', '\u0002', '\u0003', '\u0000', '\u001d', '\u3000'),
  maxLength: 20,
})
const inside = fc.constantFrom(' ', '\r', '\u0000', '-', 'a', '１', ']C1', '')

describe('for any text', () => {
  it('only 18 digits behind an allowed prefix ever become a payment code', () => {
    const scraps = fc.array(fc.oneof(digits(0, 20), codes, outside, inside, fc.string()), {
      maxLength: 5,
    })
    const prefixes = fc.array(fc.oneof(fc.constantFrom(...PREFIXES), digits(0, 3)), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(scraps, prefixes, (parts, allowed) => {
        const scanned = classifyScan(parts.join(''), allowed)
        if (scanned.kind !== 'payment-code') return
        expect(scanned.code).toMatch(/^[0-9]{18}$/u)
        expect(allowed.some((each) => each.length >= 2 && scanned.code.startsWith(each))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('a code comes out as it is, whatever a scanner puts around it', () => {
    const aim = fc.constantFrom('', ']C1', ']Q1', ']d2', ']C0')
    fc.assert(
      fc.property(codes, outside, aim, outside, (code, before, id, after) => {
        expect(classify(before + id + code + after)).toEqual({ kind: 'payment-code', code })
      }),
    )
  })

  it('no number of digits but 18 is ever a payment code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PREFIXES), digits(0, 40), (prefix, rest) => {
        expect(classify(prefix + rest).kind === 'payment-code').toBe(rest.length === 16)
      }),
    )
  })

  it('a code with one character lost, added or replaced by a control character is not charged', () => {
    fc.assert(
      fc.property(
        codes,
        fc.nat(17),
        fc.constantFrom('', '\r', '\u0000', 'x', '77'),
        (code, at, by) => {
          // At either end a control character is only the frame, with 17 digits left in it.
          expect(classify(code.slice(0, at) + by + code.slice(at + 1)).kind).not.toBe(
            'payment-code',
          )
        },
      ),
    )
  })
})

describe('a masked code', () => {
  it('shows the last four digits of a long one and nothing of a short one', () => {
    expect(maskCode(`]C1${CODE}\r\n`)).toBe('…6789')
    expect(maskCode('281234567890123456')).toBe('…3456')
    expect(maskCode(CODE.slice(0, 15))).toBe('…')
    expect(maskCode('')).toBe('…')
  })

  it('never holds more than four characters of any text', () => {
    fc.assert(
      fc.property(fc.oneof(codes, digits(0, 40), fc.string()), (text) => {
        expect(maskCode(text).length).toBeLessThanOrEqual(5)
      }),
    )
  })
})
