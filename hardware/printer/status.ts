import type { PrinterLightDetail } from '../../app/printer-light.ts'

/** The questions a printer answers at once, even while it cannot print (`DLE EOT n`). */
export const STATUS_QUESTIONS = [1, 2, 3, 4] as const

export const askStatus = (question: number): Uint8Array => Uint8Array.of(0x10, 0x04, question)

/** Asked behind a slip: the printer answers when all before it was printed (`GS r 1`). */
export const ASK_DONE = Uint8Array.of(0x1d, 0x72, 1)

/** Bits 0, 1, 4 and 7 of an answer to `DLE EOT` are fixed. */
export const isStatusAnswer = (byte: number): boolean => (byte & 0x93) === 0x12

/** Bits 4 and 7 of an answer to `GS r` are fixed. */
export const isDoneAnswer = (byte: number): boolean => (byte & 0x90) === 0

/** The four answers, in the order of the questions. */
export type StatusAnswers = readonly [number, number, number, number]

/** What the printer says of itself: the most urgent thing, or that it is ready. */
export function statusLight([printer, offline, error, paper]: StatusAnswers): PrinterLightDetail {
  if ((offline & 0x04) !== 0) return 'cover-open'
  if ((offline & 0x20) !== 0 || (paper & 0x60) !== 0) return 'paper-out'
  if ((offline & 0x40) !== 0 || (error & 0x6c) !== 0) return 'printer-error'
  if ((printer & 0x08) !== 0) return 'printer-offline'
  return (paper & 0x0c) === 0 ? 'printer-ready' : 'paper-low'
}

/** Whether a printer with this light prints. */
export const prints = (light: PrinterLightDetail): boolean =>
  light === 'printer-ready' || light === 'paper-low'
