import type { Paper } from './paper.ts'
import { sheet, type Sheet } from './sheet.ts'
import { symbolsOf } from './symbols.ts'

/** What an interpreter prints on. */
export interface InterpreterOptions {
  readonly encoding: 'gb18030' | 'big5'
  readonly dots: number
  readonly cut: (paper: Paper) => void
  /** Answers `GS r`. */
  readonly answer: (question: number) => void
}

/** Reads the commands of ESC/POS, as far as receipts use them. */
export interface Interpreter {
  /** Takes what it can of the bytes; says how many. The rest is an unfinished command or text. */
  readonly take: (bytes: Uint8Array) => number
}

const LEADS: { readonly [byte: number]: string } = { 0x1b: 'ESC', 0x1c: 'FS', 0x1d: 'GS' }
const LINE_FEED = 0x0a

const isText = (byte: number | undefined): boolean =>
  byte !== undefined && byte !== LINE_FEED && LEADS[byte] === undefined

/** Starts as a printer does when it is switched on. */
export function interpreter(options: InterpreterOptions): Interpreter {
  const on = sheet(options.encoding, options.dots)
  const commands = commandsOn(on, options)
  return {
    take: (bytes) => {
      let at = 0
      while (at < bytes.length) {
        if (bytes[at] === LINE_FEED) {
          on.endLine()
          at += 1
        } else if (isText(bytes[at])) {
          let end = at
          while (isText(bytes[end])) end += 1
          // The two bytes of a character may come apart: text is taken when something follows it.
          if (end === bytes.length) return at
          on.write(bytes.subarray(at, end))
          at = end
        } else {
          const length = runCommand(commands, on, bytes.subarray(at))
          if (length === 0) return at
          at += length
        }
      }
      return at
    },
  }
}

/** A command by its two letters: how many bytes of parameters it has (null: not all are there), and what it does. */
interface Command {
  readonly length: (parameters: Uint8Array) => number | null
  readonly act: (parameters: Uint8Array) => void
}

/** Length of the command at the start, after doing it; 0 when it is not all there. */
function runCommand(commands: ReadonlyMap<string, Command>, on: Sheet, bytes: Uint8Array): number {
  const [lead = 0, letter] = bytes
  if (letter === undefined) return 0
  const name = `${LEADS[lead] ?? ''} ${String.fromCharCode(letter)}`
  const command = commands.get(name)
  if (command === undefined) {
    on.complain(`unknown command ${name}`)
    return 2
  }
  const length = command.length(bytes.subarray(2))
  if (length === null || bytes.length < 2 + length) return 0
  command.act(bytes.subarray(2, 2 + length))
  return 2 + length
}

const ALIGNS = ['left', 'center', 'right'] as const

function commandsOn(on: Sheet, options: InterpreterOptions): ReadonlyMap<string, Command> {
  let bar = { heightDots: 162, moduleDots: 3 }
  let qr = { data: '', moduleDots: 3 }
  const fixed = (count: number, act: Command['act']): Command => ({ length: () => count, act })

  const barcode = (type: number, data: Uint8Array): void => {
    const read = type === 73 ? symbolsOf(data) : null
    if (read === null) return on.complain(`barcode ${type}`)
    const modules = 11 * (read.symbols.length + 1) + 13
    on.place({ kind: 'code-128', ...read, ...bar }, modules * bar.moduleDots)
  }
  const code = (data: Uint8Array): void => {
    const [symbology, number, first = 0] = data
    if (symbology !== 49) return on.complain('a code that is no QR')
    if (number === 67) qr = { ...qr, moduleDots: first }
    else if (number === 80) qr = { ...qr, data: new TextDecoder().decode(data.subarray(3)) }
    else if (number === 81) on.place({ kind: 'qr', ...qr }, 29 * qr.moduleDots)
  }
  const cut = ([how = 0]: Uint8Array): void => {
    const paper = on.tear(how === 0 || how === 48 || how === 65 ? 'full' : 'partial')
    if (paper !== null) options.cut(paper)
  }
  return new Map<string, Command>([
    ['ESC @', fixed(0, on.reset)],
    ['ESC a', fixed(1, ([n = 0]) => on.style({ align: ALIGNS[n % 48] ?? 'left' }))],
    ['ESC E', fixed(1, ([n = 0]) => on.style({ bold: (n & 1) === 1 }))],
    [
      'ESC d',
      fixed(1, ([n = 0]) => {
        for (let line = 0; line < n; line++) on.feed()
      }),
    ],
    ['ESC p', fixed(3, ([pin = 0]) => on.openDrawer(pin % 48 === 0 ? 2 : 5))],
    ['FS &', fixed(0, () => on.style({ chinese: true }))],
    ['FS .', fixed(0, () => on.style({ chinese: false }))],
    [
      'GS !',
      fixed(1, ([n = 0]) => on.style({ widthTimes: (n >> 4) + 1, heightTimes: (n & 7) + 1 })),
    ],
    ['GS H', fixed(1, () => undefined)],
    ['GS h', fixed(1, ([n = 1]) => (bar = { ...bar, heightDots: n }))],
    ['GS w', fixed(1, ([n = 2]) => (bar = { ...bar, moduleDots: n }))],
    ['GS r', fixed(1, ([n = 0]) => options.answer(n))],
    ['GS V', { length: ([how]) => (how === undefined ? null : how >= 65 ? 2 : 1), act: cut }],
    [
      'GS k',
      {
        length: ([, count]) => (count === undefined ? null : 2 + count),
        act: (parameters) => barcode(parameters[0] ?? 0, parameters.subarray(2)),
      },
    ],
    [
      'GS (',
      {
        length: ([, low, high]) =>
          low === undefined || high === undefined ? null : 3 + low + 256 * high,
        act: (parameters) => code(parameters.subarray(3)),
      },
    ],
  ])
}
