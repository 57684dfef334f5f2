import type { Handlers } from '../app/contract/contract.ts'
import type { PlainAct } from '../app/people/allow.ts'

type Output = Pick<Handlers, 'printReport' | 'exportReport'>

/** The same output, and a line in the log of acts for each report that was printed or written into files. */
export const notingOutput = (output: Output, note: (act: PlainAct) => void): Output => ({
  async printReport(ask) {
    const printed = await output.printReport(ask)
    if (printed.ok) note({ type: 'report-printed', number: ask.number })
    return printed
  },
  async exportReport(ask) {
    const exported = await output.exportReport(ask)
    // Without a folder nobody picked one.
    if (exported.ok && exported.value !== null) {
      note({ type: 'report-exported', number: ask.number })
    }
    return exported
  },
})
