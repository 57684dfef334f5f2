import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Points, scanPoints } from '../hardware/printer/scan-picture.ts'
import { missingForCups, startCupsPrinter } from '../support/cups-printer.ts'
import { light, pay } from './printer-shop.ts'
import { expect, openShop, test } from './shop.ts'

/**
 * A printer that the system drives, from the sale to the paper: Electron, CUPS, its filters, and a driver that keeps the PDF. CUPS is on no
 * machine by itself, and nothing installs it for this test.
 */
const missing = missingForCups()
if (missing !== null) {
  console.warn(`\n*** SKIPPED: printing through the system needs CUPS; there is no ${missing}\n`)
}
test.skip(missing !== null, 'there is no CUPS on this machine')

const run = promisify(execFile)

/** The paper as a scanner sees it: gray points. */
async function picture(pdf: string): Promise<Points> {
  const { stdout } = await run('pdftoppm', ['-gray', '-r', '203', '-singlefile', pdf], {
    encoding: 'buffer',
    maxBuffer: 64e6,
  })
  // A PGM: P5, width, height, greatest value, and one byte for each point.
  const [head = '', width = '', height = ''] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.toString('latin1', 0, 64)) ?? []
  return {
    width: Number(width),
    height: Number(height),
    points: Uint8ClampedArray.from(stdout.subarray(head.length)),
  }
}

test('a paid sale comes out of a printer of the system', async () => {
  const printer = await startCupsPrinter()
  const before = { ...process.env }
  Object.assign(process.env, printer.env)
  const { shop, close } = await openShop({
    configuration: { printer: { kind: 'system', name: printer.name, paper: '80mm' } },
    simulator: [],
  })
  try {
    await shop.open()
    await light(shop, 'ok')
    await pay(shop)
    await expect.poll(() => existsSync(printer.paper), { timeout: 30_000 }).toBe(true)
    await test.info().attach('paper', { path: printer.paper })
    const { orders } = await shop.simulator.control.books()
    const paper = await picture(printer.paper)
    const { width, height } = paper
    // 80 mm at 203 dots an inch, and as long as the slip needs.
    expect(width).toBeGreaterThan(630)
    expect(width).toBeLessThan(645)
    expect(height).toBeGreaterThan(width)
    expect(scanPoints(paper, 'CODE_128')).toBe(orders[0]?.outTradeNo)
    await light(shop, 'ok')
  } finally {
    await close()
    process.env = before
    await printer.stop()
  }
})
