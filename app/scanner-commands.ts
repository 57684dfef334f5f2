/** What a host may tell a scanner at a serial line. Null: its maker documents no such command. */
export interface CommandSet {
  readonly name: string
  /** The code was taken. */
  readonly taken: readonly number[] | null
  /** The code was not charged. */
  readonly refused: readonly number[] | null
  /** After each scan the scanner waits for one of these: it arrived, or it is to be sent again. */
  readonly handshake: {
    readonly arrived: readonly number[]
    readonly again: readonly number[]
  } | null
  /** Puts the scanner's light on and out. It goes out by itself after a scan and after a while. */
  readonly trigger: { readonly on: readonly number[]; readonly off: readonly number[] } | null
  /** How answers to commands begin and end; null: none come. */
  readonly answers: { readonly start: readonly [number, number]; readonly end: number } | null
}

const ACK_NAK = { arrived: [0x06], again: [0x15] } as const

const ascii = (text: string): readonly number[] =>
  Array.from(text, (character) => character.charCodeAt(0))

/** How Newland's manuals write a command that is forgotten when the power goes. */
const newland = (command: string): readonly number[] => ascii(`~\x010000#${command};\x03`)

/**
 * The commands of each maker, as far as its manuals give them. Two stand on less, and say so.
 * - Honeywell: SYN T CR and SYN U CR (N86 user manual, "Trigger Commands"), ACK/NAK (3310g manual, page 2-22). SYN BEL CR is what open
 *   drivers send for a beep; no manual at hand names it. A scanner that does not know it stays silent, and loses nothing.
 * - Honeywell cordless (Xenon, Granit) with "Host ACK" on: ESC 7 and ESC 8, each ended by a comma (Xenon user manual, page 111). The scanner
 *   is silent until it is told the outcome, so this answer is also its handshake.
 * - Zebra and Symbol at RS-232: a beep for BEL (DS9808 reference, table 2-1, where "Beep on BEL" is on), ACK/NAK (LS 9208 reference, page
 *   6-18). Triggering takes its packet protocol SSI, which is another mode.
 * - Datalogic: SOH beeps whatever is set; F is "not on file" and disables, E enables; T and X are the trigger (PowerScan and Magellan
 *   references, "Host Commands"); ACK/NAK (Gryphon reference, "ACK NAK Options").
 * - Newland: frame and answer as in the HR42 and HR52 manuals. SCNTRG is the trigger that several public programs send to its engines, in
 *   that frame; no manual at hand names it. No beep and no handshake are documented.
 */
export const COMMAND_SETS = {
  honeywell: {
    name: 'Honeywell',
    taken: null,
    refused: [0x16, 0x07, 0x0d],
    handshake: ACK_NAK,
    trigger: { on: ascii('\x16T\r'), off: ascii('\x16U\r') },
    answers: null,
  },
  'honeywell-cordless': {
    name: 'Honeywell, cordless (Host ACK)',
    taken: ascii('\x1b7,'),
    refused: ascii('\x1b8,\x1b8,'),
    handshake: null,
    trigger: null,
    answers: null,
  },
  zebra: {
    name: 'Zebra, Symbol (RS-232)',
    taken: null,
    refused: [0x07],
    handshake: ACK_NAK,
    trigger: null,
    answers: null,
  },
  datalogic: {
    name: 'Datalogic',
    taken: [0x01],
    refused: ascii('FE'),
    handshake: ACK_NAK,
    trigger: { on: ascii('T'), off: ascii('X') },
    answers: null,
  },
  newland: {
    name: 'Newland',
    taken: null,
    refused: null,
    handshake: null,
    trigger: { on: newland('SCNTRG1'), off: newland('SCNTRG0') },
    answers: { start: [0x02, 0x01], end: 0x03 },
  },
} as const satisfies Readonly<Record<string, CommandSet>>

/** Whose commands a scanner understands. */
export type CommandMaker = keyof typeof COMMAND_SETS

// The keys of COMMAND_SETS are all there is.
export const COMMAND_MAKERS = Object.keys(COMMAND_SETS) as readonly CommandMaker[]

/** When the scanner is to beep for the till: never, for refused codes, or for every code, each with its own sound. */
export const COMMANDED_BEEPS = ['never', 'refused', 'every'] as const

/** What of a set is used. */
export interface ScannerCommands {
  readonly maker: CommandMaker
  readonly beep: (typeof COMMANDED_BEEPS)[number]
  readonly handshake: 'none' | 'ack-nak'
  /** Who puts the light on: the scanner by its own trigger, or the till while it waits for a code. */
  readonly trigger: 'scanner' | 'till'
}

/** What this maker's scanners can be told. */
export function offeredBy(maker: CommandMaker): {
  readonly beep: readonly ScannerCommands['beep'][]
  readonly handshake: readonly ScannerCommands['handshake'][]
  readonly trigger: readonly ScannerCommands['trigger'][]
} {
  const { taken, refused, handshake, trigger }: CommandSet = COMMAND_SETS[maker]
  return {
    beep: COMMANDED_BEEPS.filter(
      (beep) => beep === 'never' || (refused !== null && (beep === 'refused' || taken !== null)),
    ),
    handshake: handshake === null ? ['none'] : ['none', 'ack-nak'],
    trigger: trigger === null ? ['scanner'] : ['scanner', 'till'],
  }
}

/** What a scanner of this maker is told before anybody chose. One that waits for the outcome has to hear it. */
export const usualCommands = (maker: CommandMaker): ScannerCommands => ({
  maker,
  beep: maker === 'honeywell-cordless' ? 'every' : 'never',
  handshake: 'none',
  trigger: 'scanner',
})
