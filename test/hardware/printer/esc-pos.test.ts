import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { code128Modules, code128Parts } from '../../../app/receipt/code-128.ts'
import { layoutSlip, TEST_CODE } from '../../../app/receipt/layout.ts'
import type { PrintLine } from '../../../app/receipt/print-line.ts'
import { printerMachine } from '../../../hardware/printer/emulator/machine.ts'
import { paperText, type Paper } from '../../../hardware/printer/emulator/paper.ts'
import { drawPaper } from '../../../hardware/printer/emulator/picture.ts'
import { escPos, type EscPosOptions } from '../../../hardware/printer/esc-pos.ts'
import { aSlip, testPage } from '../../receipt/slips.ts'
import { scanPicture } from './scan-picture.ts'

const PLAIN: EscPosOptions = { paper: '80mm', encoding: 'gb18030', cut: 'partial', drawer: null }

/** Prints lines on an emulated printer, in pieces of so many bytes. */
function print(lines: readonly PrintLine[], options: EscPosOptions = PLAIN, piece = 4096): Paper {
  const papers: Paper[] = []
  const machine = printerMachine({
    ...options,
    reply: () => undefined,
    printed: (paper) => papers.push(paper),
  })
  const bytes = escPos(lines, options)
  for (let at = 0; at < bytes.length; at += piece) machine.feed(bytes.subarray(at, at + piece))
  const [paper] = papers
  if (paper === undefined || papers.length > 1) throw new Error(`${papers.length} papers`)
  return paper
}

const text = (content: string): PrintLine => ({
  kind: 'text',
  text: content,
  align: 'left',
  size: 'normal',
  bold: false,
})

const receipt = (paper: '58mm' | '80mm') =>
  layoutSlip(aSlip(), { paper, languages: ['zh-Hans', 'en'], mark: 'original' })

describe('an ESC/POS printer', () => {
  it('prints Chinese in both scripts, and rare characters', () => {
    const lines = ['微信支付 付款码', '餘額不足 請顧客', '𠮷野家 㐀', 'HK$ 12.80 ~ {}'].map(text)
    expect(paperText(print(lines))).toBe(
      '微信支付 付款码\n餘額不足 請顧客\n𠮷野家 㐀\nHK$ 12.80 ~ {}',
    )
  })

  it('prints Big5 where that is its character set', () => {
    const paper = print([text('餘額不足')], { ...PLAIN, encoding: 'big5' })
    expect(paperText(paper)).toBe('餘額不足')
  })

  it('takes no command from a name', () => {
    const paper = print([text('Tea\u001b@\u001dV\u0000 shop')])
    expect(paperText(paper)).toBe('Tea @ V  shop')
    expect(paper.complaints).toEqual([])
  })

  it('cuts, and opens the drawer when it is told to', () => {
    expect(print([text('a')])).toMatchObject({ cut: 'partial', drawer: [] })
    expect(print([text('a')], { ...PLAIN, cut: 'full', drawer: 5 })).toMatchObject({
      cut: 'full',
      drawer: [5],
    })
  })

  it.each(['58mm', '80mm'] as const)('has nothing to complain about on %s', (paper) => {
    const options = { ...PLAIN, paper }
    expect(print(receipt(paper), options).complaints).toEqual([])
    const page = layoutSlip(testPage, { paper, languages: ['zh-Hant', 'en'], mark: 'copy' })
    expect(print(page, options).complaints).toEqual([])
  })

  it('prints the same however the bytes are cut', () => {
    const whole = print(receipt('80mm'))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (piece) => {
        expect(print(receipt('80mm'), PLAIN, piece)).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a printed code', () => {
  it('is read by a scanner as the order number: Code 128 on wide paper, QR on narrow', async () => {
    const order = '202511210000000000000000000001'
    const wide = print(receipt('80mm'))
    expect(paperText(wide)).toContain(`[Code 128: ${order}]`)
    expect(scanPicture(await drawPaper(wide, '80mm'), 'CODE_128')).toBe(order)
    const narrow = print(receipt('58mm'), { ...PLAIN, paper: '58mm' })
    expect(paperText(narrow)).toContain(`[QR: ${order}]`)
    expect(scanPicture(await drawPaper(narrow, '58mm'), 'QR_CODE')).toBe(order)
  })

  it.each(['A12345', '12345', 'a{b}c', '{{', '20260101080000123456', 'X-1'])(
    'holds %s',
    async (data) => {
      const paper = print([{ kind: 'scannable', data }])
      expect(paper.complaints).toEqual([])
      expect(scanPicture(await drawPaper(paper, '80mm'), 'CODE_128')).toBe(data)
    },
  )

  it.each([
    // The pair 16 is the byte DLE, which begins the commands that printers obey inside of anything.
    ['alone', '202611270514350793165765292459'],
    ['before EOT', '202611270514350793160465292459'],
    ['before ENQ', '202611270514350793160502292459'],
    ['before DC4', '202611270514350793162001000516'],
    ['twice', '161616042027051616161605591616'],
  ])('is whole where a pair is DLE: %s', async (_, data) => {
    const paper = print([{ kind: 'scannable', data }], PLAIN, 7)
    expect(paper).toMatchObject({ complaints: [], drawer: [] })
    expect(paperText(paper)).toContain(`[Code 128: ${data}]`)
    expect(scanPicture(await drawPaper(paper, '80mm'), 'CODE_128')).toBe(data)
  })

  it('is whole for every order number', () => {
    const pair = fc.oneof(
      fc.constantFrom('16', '04', '05', '20'),
      fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0')),
    )
    const orderNumber = fc.array(pair, { minLength: 15, maxLength: 15 }).map((all) => all.join(''))
    fc.assert(
      fc.property(orderNumber, fc.integer({ min: 1, max: 40 }), (data, piece) => {
        const paper = print([{ kind: 'scannable', data }], PLAIN, piece)
        // Too wide for the paper with many detours, and then a QR code.
        expect(paperText(paper)).toMatch(new RegExp(`\\[(Code 128|QR): ${data}\\]`))
      }),
      { numRuns: 300 },
    )
  })

  it('is as wide as was reckoned', () => {
    const parts = code128Parts('202511210000000000000000000001')
    expect(code128Modules(parts)).toBe(11 * 17 + 13)
    expect(parts).toHaveLength(1)
  })

  it('is there in both kinds on the test page', async () => {
    const page = layoutSlip(testPage, { paper: '80mm', languages: ['en'], mark: 'original' })
    const picture = await drawPaper(print(page), '80mm')
    expect(scanPicture(picture, 'CODE_128')).toBe(TEST_CODE)
    expect(scanPicture(picture, 'QR_CODE')).toBe(TEST_CODE)
  })
})

describe('an emulated printer', () => {
  it('complains about what a real one would spoil', () => {
    const wide = print([text('x'.repeat(49))])
    expect(wide.complaints).toEqual(['a line of 49 columns'])
  })
})
