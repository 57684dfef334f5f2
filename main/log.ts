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

/** Opens the log file. Secrets may become known later: the list is read for each line. */
export function openLog(file: string, secrets: () => readonly string[]): Log {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Nothing that could hold a code or a key is handed to the log; this is the net below that rule.
      hooks: { streamWrite: (line) => redact(line, secrets()) },
    },
    pino.destination({ dest: file, mkdir: true, sync: true }),
  )
}
