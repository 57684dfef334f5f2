import { rm } from 'node:fs/promises'
import { plugIn } from '../../scanner/pty-emulator.ts'
import { printerMachine, type PrinterMachine } from './machine.ts'
import type { Paper } from './paper.ts'

/** A printer on a pseudo-terminal: what a serial port and `/dev/usb/lp0` look like to a program. */
export interface PtyPrinter {
  /** Where to open it. */
  readonly path: string
  readonly machine: PrinterMachine
  readonly papers: () => readonly Paper[]
  readonly unplug: () => Promise<void>
}

/** Plugs a printer in at `link`, a path that does not exist yet. Needs `python3`. */
export async function startPtyPrinter(link: string): Promise<PtyPrinter> {
  const { child, exited } = await plugIn(link)
  const papers: Paper[] = []
  const machine = printerMachine({
    reply: (bytes) => void child.stdin.write(bytes),
    printed: (paper) => papers.push(paper),
  })
  child.stdout.on('data', (bytes: Buffer) => machine.feed(bytes))
  return {
    path: link,
    machine,
    papers: () => papers,
    unplug: async () => {
      await rm(link, { force: true })
      child.kill('SIGKILL')
      await exited
    },
  }
}
