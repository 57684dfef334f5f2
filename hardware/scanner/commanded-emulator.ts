import type { CommandMaker } from '../../app/scanner-commands.ts'

/** What somebody at the counter notices of a scanner, or its line shows. */
export type Sign =
  | 'beep'
  | 'error-beep'
  | 'light-on'
  | 'light-off'
  /** It was asked to send a scan again, and did. */
  | 'sent-again'
  /** It was asked once too often, and gave the scan up. */
  | 'gave-up'
  /** The host sent what it does not understand. */
  | 'not-understood'

type Act = Exclude<Sign, 'sent-again' | 'gave-up' | 'not-understood'> | 'none'

/** How often a scan is sent again for NAK (LS 9208 reference, page 6-18). */
const SEND_AGAIN_MAX = 3

const ACK = '\x06'
const NAK = '\x15'

/** What makes a scanner do something, in the words of its manual, and what it answers. Apart from the till's own table on purpose. */
const UNDERSTOOD: {
  readonly [M in CommandMaker]: readonly { command: string; act: Act; answer?: string }[]
} = {
  honeywell: [
    { command: '\x16\x07\r', act: 'error-beep' },
    { command: '\x16T\r', act: 'light-on' },
    { command: '\x16U\r', act: 'light-off' },
  ],
  'honeywell-cordless': [
    { command: '\x1b7,', act: 'beep' },
    { command: '\x1b8,', act: 'error-beep' },
  ],
  zebra: [{ command: '\x07', act: 'error-beep' }],
  datalogic: [
    { command: '\x01', act: 'beep' },
    { command: 'F', act: 'error-beep' },
    { command: 'E', act: 'none' },
    { command: 'T', act: 'light-on' },
    { command: 'X', act: 'light-off' },
  ],
  newland: [
    {
      command: '~\x010000#SCNTRG1;\x03',
      act: 'light-on',
      answer: '\x02\x010000#SCNTRG1\x06;\x03',
    },
    {
      command: '~\x010000#SCNTRG0;\x03',
      act: 'light-off',
      answer: '\x02\x010000#SCNTRG0\x06;\x03',
    },
  ],
}

/** A scanner at a serial line that understands its maker's commands. */
export interface CommandedDevice {
  /** Reads a code. False: its light is out, or it still waits for an answer. `broken`: the line loses its last bytes. */
  readonly scan: (text: string, how?: { readonly broken: boolean }) => boolean
  /** Takes what the host wrote, cut anywhere. */
  readonly hear: (bytes: Uint8Array) => void
  /** Everything it did so far. */
  readonly signs: () => readonly Sign[]
}

/** Starts one. `send` puts bytes on its line; `ackNak` and `triggered` are what its configuration codes switch on. */
export function commandedDevice(
  maker: CommandMaker,
  settings: {
    readonly send: (bytes: Uint8Array) => void
    readonly ackNak?: boolean
    readonly triggered?: boolean
    readonly sign?: (sign: Sign) => void
  },
): CommandedDevice {
  const { ackNak = false, triggered = false } = settings
  const signs: Sign[] = []
  let heard = ''
  let lit = !triggered

  const send = (text: string): void => settings.send(Buffer.from(text, 'latin1'))
  const sign = (one: Sign): void => {
    signs.push(one)
    settings.sign?.(one)
  }
  const act = (one: Act): void => {
    if (one === 'none') return
    if (one === 'light-on') lit = true
    if (one === 'light-off') lit = !triggered
    sign(one)
  }
  const memory = untilAnswered(send, sign)
  /** Takes one command from the front; false while its end is still to come. */
  const takeOne = (): boolean => {
    const [first = ''] = heard
    if (ackNak && (first === ACK || first === NAK)) {
      heard = heard.slice(1)
      memory.answered(first)
      return true
    }
    const known = UNDERSTOOD[maker].find(({ command }) => heard.startsWith(command))
    if (known !== undefined) {
      heard = heard.slice(known.command.length)
      act(known.act)
      if (known.answer !== undefined) send(known.answer)
      return true
    }
    if (UNDERSTOOD[maker].some(({ command }) => command.startsWith(heard))) return false
    heard = heard.slice(1)
    sign('not-understood')
    return true
  }
  return {
    scan: (text, { broken } = { broken: false }) => {
      if (!lit || memory.waits()) return false
      if (triggered) lit = false
      const frame = `${text}\r`
      if (ackNak) memory.sent(frame)
      send(broken ? frame.slice(0, -4) : frame)
      return true
    },
    hear: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1')
      while (heard !== '' && takeOne());
    },
    signs: () => signs,
  }
}

/** Keeps a scan until the host has answered it. */
function untilAnswered(send: (text: string) => void, sign: (one: Sign) => void) {
  let unanswered: { readonly frame: string; readonly sent: number } | null = null
  return {
    waits: () => unanswered !== null,
    sent: (frame: string): void => {
      unanswered = { frame, sent: 1 }
    },
    answered: (byte: string): void => {
      const waiting = unanswered
      if (waiting === null) return sign('not-understood')
      if (byte === ACK) {
        unanswered = null
      } else if (waiting.sent > SEND_AGAIN_MAX) {
        unanswered = null
        sign('gave-up')
      } else {
        unanswered = { ...waiting, sent: waiting.sent + 1 }
        send(waiting.frame)
        sign('sent-again')
      }
    },
  }
}
