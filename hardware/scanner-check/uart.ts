import type { SerialSetting } from '../../app/scanner-check/serial-setting.ts'

/** What a receiver makes of a character whose parity or stop bit is wrong; systems and chips differ. */
export const ON_ERROR = ['drop', 'zero', 'keep'] as const
export type OnError = (typeof ON_ERROR)[number]

/** Both ends of a line, and what the receiver makes of broken characters. */
export interface Wire {
  readonly sender: SerialSetting
  readonly receiver: SerialSetting
  readonly onError: OnError
}

interface Shape {
  readonly dataBits: number
  /** What the parity bit adds to: 0 even, 1 odd; null: there is none. */
  readonly parity: 0 | 1 | null
}

const PARITY = { N: null, E: 0, O: 1 } as const

function shapeOf({ format }: SerialSetting): Shape {
  // Proven by the formats: their second letter is one of these.
  const letter = format[1] as keyof typeof PARITY
  return { dataBits: Number(format[0]), parity: PARITY[letter] }
}

const onesIn = (value: number): number => value.toString(2).replaceAll('0', '').length

/** The levels of the line, one for each bit: what a sender with this setting makes of some bytes, back to back. */
function levelsOf(bytes: readonly number[], { dataBits, parity }: Shape): readonly number[] {
  return bytes.flatMap((byte) => {
    const value = byte & ((1 << dataBits) - 1)
    const data = Array.from({ length: dataBits }, (_, bit) => (value >> bit) & 1)
    const check = parity === null ? [] : [(onesIn(value) + parity) & 1]
    return [0, ...data, ...check, 1]
  })
}

/**
 * The bytes that a receiver with one setting gets of what a sender with another one sends: bit by bit, as a UART does it, each
 * bit read in its middle and each character begun by a falling edge. With the same setting they are the sender's own.
 */
export function receive(
  bytes: readonly number[],
  { sender, receiver, onError }: Wire,
): readonly number[] {
  const levels = levelsOf(bytes, shapeOf(sender))
  const { dataBits, parity } = shapeOf(receiver)
  const perBit = sender.baudRate / receiver.baudRate
  const at = (time: number): number => (time < 0 ? 1 : (levels[Math.floor(time)] ?? 1))
  const received: number[] = []
  // In bits of the sender.
  let time = 0
  while (time < levels.length) {
    const edge = fallingEdge(levels, time)
    if (edge === null) break
    const sample = (bit: number): number => at(edge + (bit + 0.5) * perBit)
    if (sample(0) === 1) {
      // Too short for a start bit: a spike, to this receiver.
      time = edge + 1
      continue
    }
    const value = Array.from({ length: dataBits }, (_, bit) => sample(1 + bit) << bit)
    const byte = value.reduce((sum, bit) => sum + bit, 0)
    const stopAt = 1 + dataBits + (parity === null ? 0 : 1)
    const parityWrong = parity !== null && sample(1 + dataBits) !== ((onesIn(byte) + parity) & 1)
    if (sample(stopAt) === 1 && !parityWrong) received.push(byte)
    else if (onError === 'keep') received.push(byte)
    else if (onError === 'zero') received.push(0)
    time = edge + (stopAt + 0.5) * perBit
  }
  return received
}

/** When the line next goes from high to low; null: never. */
function fallingEdge(levels: readonly number[], from: number): number | null {
  let before = from <= 0 ? 1 : (levels[Math.floor(from)] ?? 1)
  for (let bit = from <= 0 ? 0 : Math.floor(from) + 1; bit < levels.length; bit++) {
    const level = levels[bit] ?? 1
    if (before === 1 && level === 0) return bit
    before = level
  }
  return null
}
