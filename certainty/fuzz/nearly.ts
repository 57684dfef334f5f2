import fc from 'fast-check'

const encoder = new TextEncoder()

const MARKS = ['<', '>', '&', ']]>', '<![CDATA[', '&#0;', '<!DOCTYPE x>', '<xml>', '</xml>']

/** A text that is nearly right: a sample with pieces cut out, doubled, or replaced. */
export const nearlyText = (
  sample: string,
  put: fc.Arbitrary<string> = fc.string({ maxLength: 8, unit: 'binary' }),
): fc.Arbitrary<string> =>
  fc
    .array(fc.record({ at: fc.nat(sample.length), cut: fc.nat(12), put }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) => {
      let text = sample
      for (const edit of edits)
        text = text.slice(0, edit.at) + edit.put + text.slice(edit.at + edit.cut)
      return text
    })

/** The same as bytes, with what means something to a reader of XML among the pieces. */
export const nearly = (sample: string): fc.Arbitrary<Uint8Array> =>
  nearlyText(
    sample,
    fc.oneof(fc.string({ maxLength: 8, unit: 'binary' }), fc.constantFrom(...MARKS)),
  ).map((text) => encoder.encode(text))

/** Changes of single bits, by place; a place beyond the end counts from the beginning again. */
export const flips = ({ least = 0, most }: { readonly least?: number; readonly most: number }) =>
  fc.array(fc.record({ at: fc.nat(1_000_000), bits: fc.integer({ min: 1, max: 255 }) }), {
    minLength: least,
    maxLength: most,
  })

/** Bytes with these changes. */
export function flipped(
  bytes: Uint8Array,
  changes: readonly { readonly at: number; readonly bits: number }[],
): Uint8Array {
  const copy = Uint8Array.from(bytes)
  for (const { at, bits } of changes) {
    const byte = at % copy.length
    // Of no bytes none is changed.
    if (copy.length > 0) copy[byte] = (copy[byte] ?? 0) ^ bits
  }
  return copy
}
