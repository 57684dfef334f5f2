import { COMMAND_SETS, type CommandSet, type ScannerCommands } from '../../app/scanner-commands.ts'
import type { After } from '../after.ts'
import type { Decoder } from './decoder.ts'
import { openScanner, type Scanner, type ScannerListener } from './open-scanner.ts'
import type { Transport } from './transport.ts'
import { withoutAnswers } from './without-answers.ts'

/** A scanner, and what the till tells it. What it does not understand changes nothing. */
export interface OpenedScanner extends Pick<Scanner, 'close'> {
  /** What became of its latest scan: taken, or not charged. */
  readonly judged: (taken: boolean) => void
  /** Whether the till waits for a code. */
  readonly await: (awaited: boolean) => void
}

/** Scanners put their light out after a while (Honeywell: 30 s unless set otherwise): it is put on again before. */
const LIGHT_AGAIN_MS = 20_000

/** A scan that comes broken so often does not get better: the framing is set up wrong, and the scanner must not send it for ever. */
const AGAIN_MAX = 2

/** Opens a scanner at a serial line and speaks its maker's commands. */
export function openCommanded<State>(
  { transport, decoder }: { readonly transport: Transport; readonly decoder: Decoder<State> },
  commands: ScannerCommands | undefined,
  on: ScannerListener,
  after: After,
): OpenedScanner {
  const set: CommandSet | null = commands === undefined ? null : COMMAND_SETS[commands.maker]
  const handshake = commands?.handshake === 'ack-nak' ? (set?.handshake ?? null) : null
  const beep = commands?.beep ?? 'never'
  let broken = 0

  // A command that is not heard changes nothing, so nobody looks at how it went.
  const send = (bytes: readonly number[]) => scanner.write(Uint8Array.from(bytes))
  const light = keepLight(commands?.trigger === 'till' ? (set?.trigger ?? null) : null, send, after)
  const listener: ScannerListener = {
    ...on,
    light: (next) => {
      on.light(next)
      // It was plugged in: it knows nothing of what was said before.
      if (next.detail === 'ready') light.again()
    },
    scan: (scan) => {
      broken = 0
      // The scan is on its way before the scanner hears that it arrived.
      on.scan(scan)
      if (handshake !== null) void send(handshake.arrived)
    },
    unterminated: () => {
      if (handshake === null) return
      broken += 1
      void send(broken > AGAIN_MAX ? handshake.arrived : handshake.again)
    },
  }
  const answers = set?.answers ?? null
  const scanner: Scanner =
    answers === null
      ? openScanner({ transport, decoder }, listener, after)
      : openScanner({ transport, decoder: withoutAnswers(decoder, answers) }, listener, after)
  return {
    judged: (taken) => {
      const wanted = taken ? beep === 'every' : beep !== 'never'
      const bytes = taken ? set?.taken : set?.refused
      if (wanted && bytes) void send(bytes)
      light.again()
    },
    await: (awaited) => void light.await(awaited),
    close: async () => {
      await light.await(false)
      await scanner.close()
    },
  }
}

/** Keeps the light on as long as a code is waited for. */
function keepLight(
  trigger: CommandSet['trigger'],
  send: (bytes: readonly number[]) => Promise<unknown>,
  after: After,
) {
  let awaited = false
  let cancel = (): void => undefined
  const again = (): void => {
    cancel()
    if (trigger === null || !awaited) return
    void send(trigger.on)
    cancel = after(LIGHT_AGAIN_MS, again)
  }
  return {
    again,
    await: async (next: boolean): Promise<void> => {
      if (next === awaited) return
      awaited = next
      again()
      if (trigger !== null && !next) await send(trigger.off)
    },
  }
}
