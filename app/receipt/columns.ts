/** Columns that a text takes: a printer's Chinese font draws everything but ASCII two columns wide. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character <= '\u007f' ? 1 : 2), 0)

/** Breaks a text into lines of at most so many columns, between words where there are any. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of wordsOf(text)) {
    if (columnsOf(line + word.trimEnd()) <= columns) line += word
    else {
      if (line.trim() !== '') lines.push(line.trimEnd())
      const pieces = cut(word.trimStart(), columns)
      lines.push(...pieces.slice(0, -1))
      line = pieces.at(-1) ?? ''
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** Latin words with the spaces behind them, and Chinese characters one by one: but no line begins with a full stop. */
const wordsOf = (text: string): readonly string[] =>
  text.match(/[\u0021-\u007f]+\s*|[^\u0021-\u007f\s][，。、；：！？）」』]*\s*|\s+/gu) ?? []

function cut(word: string, columns: number): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (columnsOf((piece + character).trimEnd()) > columns) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

/** Label at the left and value at the right of one line, or of two where one is too short. */
export function besides(label: string, value: string, columns: number): readonly string[] {
  const gap = columns - columnsOf(label) - columnsOf(value)
  if (gap >= 1) return [label + ' '.repeat(gap) + value]
  return [...wrap(label, columns), ...wrap(value, columns).map((line) => toRight(line, columns))]
}

const toRight = (line: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - columnsOf(line))) + line
