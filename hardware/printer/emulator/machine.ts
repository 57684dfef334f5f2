import { PAPERS, type Paper as PaperWidth } from '../../../app/receipt/print-line.ts'
import { interpreter } from './interpreter.ts'
import type { Paper } from './paper.ts'

/** What can be wrong with a printer. */
export interface Condition {
  readonly paper: 'enough' | 'low' | 'out'
  readonly coverOpen: boolean
  /** The cutter is stuck. */
  readonly error: boolean
  /** It takes bytes and does nothing with them. */
  readonly hung: boolean
}

const WELL: Condition = { paper: 'enough', coverOpen: false, error: false, hung: false }

/** An ESC/POS printer, from the bytes that go in to the paper that comes out. */
export interface PrinterMachine {
  readonly feed: (bytes: Uint8Array) => void
  /** Opens the cover, takes the paper out, puts it in again. Waiting bytes are printed once it can. */
  readonly change: (change: Partial<Condition>) => void
  /** Calls once, when the next bytes that are no question arrive and before anything is done with them. */
  readonly onNextBytes: (run: () => void) => void
  /** Switched off and on: what waited in its memory is gone. */
  readonly reset: () => void
  readonly condition: () => Condition
}

export interface MachineOptions {
  readonly paper?: PaperWidth
  readonly encoding?: 'gb18030' | 'big5'
  /** Bytes for the host. */
  readonly reply: (bytes: Uint8Array) => void
  /** Something was printed and cut. */
  readonly printed: (paper: Paper) => void
}

/** Begins what is obeyed at once. */
const DLE = 0x10

/** Switches a printer on. */
export function printerMachine(options: MachineOptions): PrinterMachine {
  const { paper = '80mm', encoding = 'gb18030', reply, printed } = options
  let condition = WELL
  let memory: Uint8Array = new Uint8Array()
  let begun: Uint8Array = new Uint8Array()
  let arrived = (): void => undefined
  const start = () =>
    interpreter({
      encoding,
      dots: PAPERS[paper].dots,
      cut: printed,
      answer: () => reply(Uint8Array.of(condition.paper === 'low' ? 0x03 : 0)),
    })
  let reader = start()

  const canPrint = (): boolean => {
    const { paper: left, coverOpen, error, hung } = condition
    return left !== 'out' && !coverOpen && !error && !hung
  }
  const work = (): void => {
    if (canPrint()) memory = memory.slice(reader.take(memory))
  }
  return {
    condition: () => condition,
    feed: (bytes) => {
      if (condition.hung) return
      const { questions, others, rest } = apart(Buffer.concat([begun, bytes]))
      begun = rest
      for (const question of questions) reply(Uint8Array.of(status(condition, question)))
      if (others.length > 0) {
        const watch = arrived
        arrived = () => undefined
        watch()
      }
      memory = Buffer.concat([memory, others])
      work()
    },
    onNextBytes: (run) => {
      arrived = run
    },
    change: (change) => {
      condition = { ...condition, ...change }
      work()
    },
    reset: () => {
      memory = new Uint8Array()
      begun = new Uint8Array()
      reader = start()
    },
  }
}

/** How long each command is that is obeyed when it arrives, wherever it stands: by the byte after its DLE. */
const AT_ONCE: { readonly [second: number]: number | undefined } = { 0x04: 3, 0x05: 3, 0x14: 5 }

/**
 * `DLE EOT n` is answered when it arrives, whatever waits before it; `DLE ENQ` and `DLE DC4` are obeyed as early, and nothing of them
 * is printed, not even inside a bar code. Bytes that may begin one stay behind as `rest`.
 */
function apart(bytes: Uint8Array) {
  const questions: number[] = []
  const others: number[] = []
  let at = 0
  while (at < bytes.length) {
    const [first = 0, second] = bytes.subarray(at, at + 2)
    if (first === DLE && second === undefined) break
    const length = first === DLE && second !== undefined ? AT_ONCE[second] : undefined
    if (length === undefined) others.push(first)
    else if (at + length > bytes.length) break
    else if (second === 0x04) questions.push(bytes[at + 2] ?? 0)
    at += length ?? 1
  }
  return { questions, others: Uint8Array.from(others), rest: bytes.slice(at) }
}

function status({ paper, coverOpen, error }: Condition, question: number): number {
  const fixed = 0x12
  const offline = paper === 'out' || coverOpen || error
  switch (question) {
    case 1:
      return fixed | (offline ? 0x08 : 0)
    case 2:
      return fixed | (coverOpen ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (error ? 0x40 : 0)
    case 3:
      return fixed | (error ? 0x08 : 0)
    default:
      return fixed | (paper === 'out' ? 0x6c : paper === 'low' ? 0x0c : 0)
  }
}
