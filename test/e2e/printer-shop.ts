import { paperText } from '../../hardware/printer/emulator/paper.ts'
import { startTcpPrinter, type TcpPrinter } from '../../hardware/printer/emulator/tcp-printer.ts'
import { BRISK, expect, type Shop, test as shopTest } from './shop.ts'

/** A shop with a network printer on its counter. */
export const test = shopTest.extend<{ printer: TcpPrinter }>({
  // Playwright wants the first argument destructured, even when there is nothing in it.
  // oxlint-disable-next-line no-empty-pattern
  async printer({}, use) {
    const printer = await startTcpPrinter()
    await use(printer)
    await printer.switchOff()
  },
  async shopOptions({ printer }, use) {
    await use({
      configuration: {
        printer: { kind: 'tcp', host: '127.0.0.1', port: printer.port },
        // A payer who thinks while slips are printed is waited for.
        timing: { ...BRISK, giveUpAfterMs: 30_000, absentAfterMs: 60_000 },
      },
      simulator: ['--set', 'autoRevokeMs=60000'],
    })
  },
})

/** What came out so far. */
export const papers = (printer: TcpPrinter): readonly string[] => printer.papers().map(paperText)

/** Waits until so many slips came out, and gives the last. */
export async function slip(printer: TcpPrinter, count: number): Promise<string> {
  await expect.poll(() => papers(printer).length, { timeout: 20_000 }).toBe(count)
  return papers(printer).at(-1) ?? ''
}

/** Waits for the printer's light. */
export const light = (shop: Shop, state: string): Promise<void> =>
  expect(shop.page().locator('[data-light="printer"]')).toHaveAttribute('data-state', state, {
    timeout: 20_000,
  })

/** A whole payment by a payer who pays at once. */
export async function pay(shop: Shop, minor = 1280): Promise<void> {
  await shop.enter(minor)
  await shop.scanPayer()
  await shop.sees('paid')
}

export { expect }
