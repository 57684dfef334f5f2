/** What a Code 128 says, decoded from the data of `GS k 73`; null when a printer would refuse it. */
export function symbolsOf(
  data: Uint8Array,
): { readonly symbols: readonly number[]; readonly data: string } | null {
  const symbols: number[] = []
  let set: 'B' | 'C' | null = null
  let text = ''
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] ?? 0
    const next = data[at + 1]
    if (byte === 0x7b && (next === 0x42 || next === 0x43)) {
      const wanted = next === 0x42 ? 'B' : 'C'
      if (set === null) symbols.push(wanted === 'B' ? START_B : START_C)
      else if (set !== wanted) symbols.push(wanted === 'B' ? CODE_B : CODE_C)
      set = wanted
      at += 1
    } else if (set === 'C' && byte <= 99) {
      symbols.push(byte)
      text += String(byte).padStart(2, '0')
    } else if (set === 'B' && byte >= 0x20 && byte <= 0x7f) {
      if (byte === 0x7b) {
        if (next !== 0x7b) return null
        at += 1
      }
      symbols.push(byte - 0x20)
      text += String.fromCharCode(byte)
    } else return null
  }
  return symbols.length < 2 ? null : { symbols, data: text }
}

const START_B = 104
const START_C = 105
const CODE_C = 99
const CODE_B = 100
