import {
  SETTINGS,
  isSameSetting,
  type SerialSetting,
} from '../../app/scanner-check/serial-setting.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { ON_ERROR, receive } from './uart.ts'

/** Something before the text shifts where a receiver at another baud rate finds its start bits, so it is tried as well. */
const BEFORE = ['', '\x02', ']C0'] as const
const BEHIND = ['\r', '\r\n', '', '\t', '\x03'] as const

/** Less than this in common with what came is no reason to believe a guess. */
const LIKENESS_MIN = 0.75

const VARIANTS = BEFORE.flatMap((before) =>
  BEHIND.map((behind) => Array.from(`${before}${TEST_TEXT}${behind}`, (c) => c.charCodeAt(0))),
)

/** What all bytes that came have in common with those expected, 0 to 1. */
function likeness(came: readonly number[], expected: readonly number[]): number {
  const longer = Math.max(came.length, expected.length)
  if (longer === 0 || Math.min(came.length, expected.length) < longer * LIKENESS_MIN) return 0
  // The longest common subsequence, row by row: a lost or doubled byte must not spoil the rest.
  let row: readonly number[] = Array.from({ length: expected.length + 1 }, () => 0)
  for (const byte of came) {
    const next = [0]
    for (const [index, other] of expected.entries()) {
      const kept = Math.max(row[index + 1] ?? 0, next[index] ?? 0)
      next.push(byte === other ? (row[index] ?? 0) + 1 : kept)
    }
    row = next
  }
  return (row.at(-1) ?? 0) / longer
}

/** What the test text becomes when a sender has one setting and the receiver another: all there is to compare with. */
interface Expected {
  readonly setting: SerialSetting
  readonly came: readonly number[]
}

const expectedAt = (receiver: SerialSetting): readonly Expected[] =>
  SETTINGS.filter((setting) => !isSameSetting(setting, receiver)).flatMap((setting) =>
    VARIANTS.flatMap((variant) =>
      ON_ERROR.map((onError) => ({
        setting,
        came: receive(variant, { sender: setting, receiver, onError }),
      })),
    ),
  )

/** Which setting a scanner has, told from the garbage of its test code. */
export type GuessSetting = (
  came: readonly number[],
  at: SerialSetting,
  ruledOut?: readonly SerialSetting[],
) => SerialSetting | null

/**
 * Makes a guesser. What comes of the test code is worked out on an emulated wire for every setting that a scanner can have, and the
 * one whose garbage is most like what came is it. Real chips differ in what they make of broken characters, so this
 * is a guess, which reading the text has to confirm. Null: none fits. `ruledOut`: where the text did not come.
 */
export function settingGuesser(): GuessSetting {
  const known = new Map<string, readonly Expected[]>()
  return (came, at, ruledOut = []) => {
    const key = `${at.baudRate} ${at.format}`
    const table = known.get(key) ?? expectedAt(at)
    known.set(key, table)
    let best: { readonly setting: SerialSetting; readonly like: number } | null = null
    for (const { setting, came: expected } of table) {
      if (ruledOut.some((out) => isSameSetting(out, setting))) continue
      const like = likeness(came, expected)
      if (like >= LIKENESS_MIN && like > (best?.like ?? 0)) best = { setting, like }
    }
    return best?.setting ?? null
  }
}
