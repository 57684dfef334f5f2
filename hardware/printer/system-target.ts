import type { Paper } from '../../app/receipt/print-line.ts'
import { succeed } from '../../app/result.ts'
import { drawLines } from './draw-lines.ts'
import type { PrintTarget } from './print-target.ts'

/** A printer that the system drives: it is given a picture, and says nothing of paper or cover. */
export const systemTarget = (
  paper: Paper,
  printPicture: (svg: string) => Promise<boolean>,
): PrintTarget => ({
  tellsStatus: false,
  open: async (report) =>
    succeed({
      light: async () => 'printer-ready',
      print: async ({ lines }) => {
        const printed = await printPicture(await drawLines(lines, paper))
        if (!printed) report('printer-refused')
        return printed
      },
      close: async () => undefined,
    }),
})
