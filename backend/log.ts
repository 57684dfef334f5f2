import { pino, type Logger } from 'pino'

/** Anything shaped like a payment code, wherever it stands in a line. Order numbers are longer and stay. */
const PAYMENT_CODE = /(?<!\d)1[0-6]\d{16}(?!\d)/g
const PEM = /-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g
const DATABASE_PASSWORD = /(postgres(?:ql)?:\/\/[^:@\s"]+:)[^@\s"]+@/g
const HIDDEN = '[hidden]'

/** Takes what is secret by its shape out of a line. */
export const redact = (line: string): string =>
  line.replace(PAYMENT_CODE, HIDDEN).replace(PEM, HIDDEN).replace(DATABASE_PASSWORD, `$1${HIDDEN}@`)

/** The backend's log: a line of JSON each, on standard error. */
export const openLog = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Nothing that holds a code or a key is handed to the log; this is the net below that rule.
      hooks: { streamWrite: redact },
    },
    pino.destination({ dest: 2, sync: true }),
  )
