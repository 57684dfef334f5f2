import type { PrinterLightDetail } from '../../app/printer-light.ts'
import { succeed, type Result } from '../../app/result.ts'
import type { After } from '../after.ts'
import type { PrinterBus, ReachFailure } from './printer-line.ts'
import {
  ASK_DONE,
  askStatus,
  isDoneAnswer,
  isStatusAnswer,
  prints,
  STATUS_QUESTIONS,
  statusLight,
} from './status.ts'

/** A printer answers its status at once. */
const ANSWER_TIMEOUT_MS = 1_500

/** While a slip is printed, how often the printer is asked how it is. */
const LOOK_EVERY_MS = 1_000

/** A slip takes a second or two. A healthy printer that has not said "done" by now does not know the question. */
const DONE_TIMEOUT_MS = 10_000

/** Questions and answers over one open line. */
export interface Conversation {
  readonly write: (bytes: Uint8Array) => Promise<boolean>
  /** `printer-silent` when it does not answer. */
  readonly status: () => Promise<PrinterLightDetail>
  /** Waits until everything before was printed: as long as it takes while paper is out or the cover is open. False when the line or the answers end. */
  readonly printed: (report: (light: PrinterLightDetail) => void) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Opens a line and talks. */
export async function converse(
  bus: PrinterBus,
  after: After,
): Promise<Result<Conversation, ReachFailure>> {
  const ear = listen(after)
  const opened = await bus.open({ bytes: ear.hear, ended: ear.end })
  if (!opened.ok) return opened
  const { write, close } = opened.value

  const ask = async (question: number): Promise<number | null> => {
    ear.forget({ answer: null })
    if (!(await write(askStatus(question)))) return null
    await ear.until(({ answer }) => answer !== null, ANSWER_TIMEOUT_MS)
    return ear.heard().answer
  }
  const status = async (): Promise<PrinterLightDetail> => {
    const answers: number[] = []
    for (const question of STATUS_QUESTIONS) {
      const answer = await ask(question)
      if (answer === null) return ear.heard().ended ? 'printer-unreachable' : 'printer-silent'
      answers.push(answer)
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = answers
    return statusLight([first, second, third, fourth])
  }
  const printed = async (report: (light: PrinterLightDetail) => void): Promise<boolean> => {
    // The slip before was answered too.
    ear.forget({ done: false })
    if (!(await write(ASK_DONE))) return false
    for (let healthyMs = 0; healthyMs < DONE_TIMEOUT_MS;) {
      await ear.until(({ done }) => done, LOOK_EVERY_MS)
      if (ear.heard().done) return true
      const light = await status()
      report(light)
      if (light === 'printer-silent' || ear.heard().ended) return false
      // Paper runs out in the middle of a slip: the printer keeps the rest and goes on by itself.
      if (prints(light)) healthyMs += LOOK_EVERY_MS
    }
    return true
  }
  return succeed({ write, status, printed, close })
}

interface Heard {
  readonly answer: number | null
  readonly done: boolean
  readonly ended: boolean
}

/** Remembers what the printer said, and wakes whoever waits for it. */
function listen(after: After) {
  let heard: Heard = { answer: null, done: false, ended: false }
  let wake = (): void => undefined
  const note = (news: Partial<Heard>): void => {
    heard = { ...heard, ...news }
    wake()
  }
  return {
    heard: () => heard,
    forget: (what: Partial<Heard>) => {
      heard = { ...heard, ...what }
    },
    hear: (chunk: Uint8Array): void => {
      for (const byte of chunk) {
        if (isStatusAnswer(byte)) note({ answer: byte })
        else if (isDoneAnswer(byte)) note({ done: true })
      }
    },
    end: () => note({ ended: true }),
    until: (so: (heard: Heard) => boolean, limitMs: number): Promise<void> =>
      new Promise((resolve) => {
        const settled = (): boolean => so(heard) || heard.ended
        const finish = (): void => {
          cancel()
          wake = () => undefined
          resolve()
        }
        const cancel = after(limitMs, finish)
        wake = () => {
          if (settled()) finish()
        }
        wake()
      }),
  }
}
