import type { CommandSet } from '../../app/scanner-commands.ts'
import type { Decoder } from './decoder.ts'

/** `at`: bytes of an answer's start that were seen; 2: inside one. */
interface Skipping<State> {
  readonly inner: State
  readonly at: 0 | 1 | 2
}

/** Leaves out what a scanner answers to commands, so that it never becomes part of a scan. */
export function withoutAnswers<State>(
  decoder: Decoder<State>,
  { start, end }: NonNullable<CommandSet['answers']>,
): Decoder<Skipping<State>> {
  const pass = (at: Skipping<State>['at'], byte: number, kept: number[]) => {
    if (at === 2) return byte === end ? 0 : 2
    if (at === 1 && byte === start[1]) return 2
    if (at === 1) kept.push(start[0])
    if (byte === start[0]) return 1
    kept.push(byte)
    return 0
  }
  return {
    start: { inner: decoder.start, at: 0 },
    feed: (before, chunk) => {
      let { at } = before
      const kept: number[] = []
      for (const byte of chunk) at = pass(at, byte, kept)
      const { state, ...decoded } = decoder.feed(before.inner, Uint8Array.from(kept))
      return { ...decoded, state: { inner: state, at } }
    },
    silenceMs: decoder.silenceMs,
    // Half an answer does not go on after a silence.
    silence: ({ inner }) => {
      const { state, ...decoded } = decoder.silence(inner)
      return { ...decoded, state: { inner: state, at: 0 } }
    },
    pending: ({ inner, at }) => at !== 0 || decoder.pending(inner),
  }
}
