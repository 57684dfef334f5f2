import { existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { pino, type Logger } from 'pino'

/** Anything shaped like a payment code, wherever it stands in a line. Order numbers are longer and stay. */
const PAYMENT_CODE = /(?<!\d)(1[0-6]|2[5-9]|30)\d{14,17}(?!\d)/g
/** Key material in PEM form, whole or cut. */
const PEM = /-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g

/** What is put in place of a secret. */
const HIDDEN = '[hidden]'

/** Takes secrets out of a line: known ones by value, payment codes and keys by shape. */
export function redact(line: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret.length >= 8)
    .reduce((text, secret) => text.replaceAll(secret, HIDDEN), line)
  return known.replace(PAYMENT_CODE, HIDDEN).replace(PEM, HIDDEN)
}

/** The till's log: a line of JSON each, without secrets. */
export interface Log extends Logger {}

/** A log larger than this is put aside at the next start; one older log is kept. */
const LOG_BYTES_MAX = 20_000_000

function rotate(file: string): void {
  if (existsSync(file) && statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
}

/**
 * Opens the log file. Secrets may become known later: the list is read for each line. A disk that takes no log takes
 * nothing from anybody else: lines are lost then, and the till goes on.
 */
export function openLog(file: string, secrets: () => readonly string[]): Log {
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Nothing that could hold a code or a key is handed to the log; this is the net below that rule.
    hooks: { streamWrite: (line: string) => redact(line, secrets()) },
  }
  return pino(options, { write: appendTo(file) })
}

/** Adds lines to a file, or loses them. */
function appendTo(file: string): (line: string) => void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    rotate(file)
    const handle = openSync(file, 'a', 0o600)
    return (line) => {
      try {
        writeSync(handle, line)
      } catch {
        // A full disk: the journal says so to the cashier, the log has nobody to tell.
      }
    }
  } catch {
    return () => undefined
  }
}
