import iconv from 'iconv-lite'
import { code128Modules, code128Parts, type Code128Part } from '../../app/receipt/code-128.ts'
import { PAPERS, type Paper, type PrintLine } from '../../app/receipt/print-line.ts'

/** What an ESC/POS printer is told besides the lines. */
export interface EscPosOptions {
  readonly paper: Paper
  readonly encoding: 'gb18030' | 'big5'
  readonly cut: 'partial' | 'full' | 'none'
  /** Pin of the drawer to open before printing; null leaves it shut. */
  readonly drawer: 2 | 5 | null
}

const ESC = 0x1b
const GS = 0x1d
const FS = 0x1c

/** Dots of a bar: the narrowest that every printer draws and every scanner reads. */
const MODULE_DOTS = 2
const BAR_HEIGHT_DOTS = 80
const QR_MODULE_DOTS = 6

/** Clear modules that a scanner wants at both sides of a Code 128, together. */
const QUIET_MODULES = 20

/**
 * Lines as the bytes of an ESC/POS printer (Epson's command set, which receipt printers of all makers follow). Only
 * commands that the common Chinese makers list too are used.
 */
export function escPos(lines: readonly PrintLine[], options: EscPosOptions): Uint8Array {
  const { drawer, cut } = options
  return Buffer.concat([
    // Reset, then Chinese characters on: a few printers start without.
    Buffer.from([ESC, 0x40, FS, 0x26]),
    // The pulse lasts 50 ms, what drawers ask for.
    ...(drawer === null ? [] : [Buffer.from([ESC, 0x70, drawer === 2 ? 0 : 1, 25, 250])]),
    ...lines.map((line) => lineBytes(line, options)),
    cut === 'none'
      ? Buffer.from([ESC, 0x64, 5])
      : Buffer.from([GS, 0x56, cut === 'partial' ? 66 : 65, 0]),
  ])
}

const ALIGN = { left: 0, center: 1, right: 2 } as const

function lineBytes(line: PrintLine, { paper, encoding }: EscPosOptions): Buffer {
  switch (line.kind) {
    case 'blank':
      return Buffer.from('\n')
    case 'rule':
      return Buffer.from(`${'-'.repeat(PAPERS[paper].columns)}\n`)
    case 'text':
      return Buffer.concat([
        Buffer.from([ESC, 0x61, ALIGN[line.align], ESC, 0x45, line.bold ? 1 : 0]),
        Buffer.from([GS, 0x21, line.size === 'large' ? 0x11 : 0]),
        iconv.encode(printable(line.text), encoding),
        Buffer.from([0x0a, GS, 0x21, 0, ESC, 0x45, 0, ESC, 0x61, 0]),
      ])
    case 'scannable': {
      const parts = code128Parts(line.data)
      const dots = (code128Modules(parts) + QUIET_MODULES) * MODULE_DOTS
      return dots <= PAPERS[paper].dots ? barcode(parts) : qrCode(line.data)
    }
    case 'qr':
      return qrCode(line.data)
  }
}

/** A name may hold anything; a control character would be a command. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ')

/** `GS k 73`: braces choose the character set, and a brace in the text is doubled. */
function barcode(parts: readonly Code128Part[]): Buffer {
  const data = Buffer.concat(
    parts.map((part) =>
      part.set === 'C'
        ? Buffer.from([0x7b, 0x43, ...part.pairs])
        : Buffer.from(`{B${part.text.replaceAll('{', '{{')}`, 'latin1'),
    ),
  )
  return Buffer.concat([
    Buffer.from([ESC, 0x61, 1, GS, 0x48, 0, GS, 0x68, BAR_HEIGHT_DOTS, GS, 0x77, MODULE_DOTS]),
    Buffer.from([GS, 0x6b, 73, data.length]),
    data,
    Buffer.from([0x0a, ESC, 0x61, 0]),
  ])
}

/** `GS ( k`: model 2, size, error correction M, store, print. */
function qrCode(text: string): Buffer {
  const data = Buffer.from(text, 'utf8')
  const code = (...bytes: readonly number[]): Buffer =>
    Buffer.from([GS, 0x28, 0x6b, bytes.length % 256, Math.floor(bytes.length / 256), ...bytes])
  return Buffer.concat([
    Buffer.from([ESC, 0x61, 1]),
    code(49, 65, 50, 0),
    code(49, 67, QR_MODULE_DOTS),
    code(49, 69, 49),
    code(49, 80, 48, ...data),
    code(49, 81, 48),
    Buffer.from([0x0a, ESC, 0x61, 0]),
  ])
}
