import type { Paper, PrintLine } from '../../app/receipt/print-line.ts'
import { printerMachine } from './emulator/machine.ts'

/** A picture of the lines as an ESC/POS printer prints them: the very bytes, interpreted. */
export async function drawLines(lines: readonly PrintLine[], paper: Paper): Promise<string> {
  const [{ escPos }, { drawPaper }] = await Promise.all([
    import('./esc-pos.ts'),
    import('./emulator/picture.ts'),
  ])
  let picture: Promise<string> | null = null
  const machine = printerMachine({
    paper,
    reply: () => undefined,
    printed: (printed) => {
      picture = drawPaper(printed, paper)
    },
  })
  machine.feed(escPos(lines, { paper, encoding: 'gb18030', cut: 'partial', drawer: null }))
  if (picture === null) throw new Error('nothing was printed')
  return picture
}
