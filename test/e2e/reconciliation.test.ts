import { expect } from '@playwright/test'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { TillBridge } from '../../app/contract/contract.ts'
import { type Day, dayOf, plusDays } from '../../app/reconciliation/day.ts'
import { downloadBill } from './download-bill.ts'
import { dayTurns } from '../support/day-turns.ts'
import { type Shop, test } from './shop.ts'

/** Calls main as the page does. */
const call = <K extends keyof TillBridge['calls']>(
  shop: Shop,
  name: K,
  ask: Parameters<TillBridge['calls'][K]>[0],
): Promise<Awaited<ReturnType<TillBridge['calls'][K]>>> =>
  shop.page().evaluate(
    // The bridge is in the window by that name, and its calls are those of the contract.
    ([name, ask]) => (window as unknown as { till: { calls: Record<string, (ask: unknown) => Promise<unknown>> } }).till.calls[name as string]?.(ask), // prettier-ignore
    [name, ask] as const,
  ) as Promise<Awaited<ReturnType<TillBridge['calls'][K]>>>

/** Waits until a day is reconciled. */
async function reconciled(shop: Shop, day: Day) {
  let found: Awaited<ReturnType<TillBridge['calls']['reconciliationDay']>> | undefined
  await expect(async () => {
    found = await call(shop, 'reconciliationDay', { day })
    expect(found).toMatchObject({ ok: true, value: { state: { kind: 'reconciled' } } })
  }).toPass({ timeout: 20_000 })
  if (found?.ok !== true) throw new Error(JSON.stringify(found))
  return found.value
}

test('a day is compared with WeChat’s bill, in a process that no scan waits for', async ({
  shop,
}) => {
  test.skip(dayTurns(Date.now()), 'the day turns: what is sold now may count on either')
  const { control } = shop.simulator
  await control.changeSettings({ billToday: true })
  for (const minor of [1280, 4200, 990]) {
    await shop.enter(minor)
    await shop.scanPayer()
    await shop.sees('paid')
    await shop.press('Enter', 'idle')
  }
  const day = dayOf(Date.now())
  await control.injectDifferences({ date: day, counts: { 'unknown-here': 1, 'absent-there': 1 } })

  // Yesterday WeChat sold nothing and so did we: fetched over the wire, and done.
  const yesterday = plusDays(day, -1)
  expect(await call(shop, 'reconcileDay', { day })).toMatchObject({ error: { kind: 'not-due' } })
  expect(await call(shop, 'reconcileDay', { day: yesterday })).toMatchObject({ ok: true })
  expect(await reconciled(shop, yesterday)).toMatchObject({
    state: { open: 0 },
    report: { bill: { source: 'none', rows: 0 }, lines: 0 },
  })

  const file = path.join(shop.dataDir, 'by-hand.csv.gz')
  writeFileSync(file, gzipSync(await downloadBill(shop, day)))
  await shop.app().evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)
  expect(await call(shop, 'importBill', { day })).toMatchObject({ ok: true })
  const report = await reconciled(shop, day)
  expect(report).toMatchObject({
    state: { open: 2, explained: 0 },
    report: {
      bill: { source: 'file', rows: 3 },
      classes: { 'unknown-here': 1, 'absent-there': 1, matched: 2 },
    },
  })
  const page = { offset: 0, limit: 100 }
  const lines = await call(shop, 'reconciliationLines', { day, filter: { openOnly: true }, page })
  if (!lines.ok) throw new Error(lines.error.kind)
  expect(lines.value.lines.map((line) => line.class)).toEqual(['unknown-here', 'absent-there'])

  // WeChat is asked about the one that it does not have in its bill, and says that it was paid after all.
  const [, absent] = lines.value.lines
  const id = absent?.differences[0] ?? ''
  const asked = await call(shop, 'takeRemedy', { id, remedy: { kind: 'query' }, approval: null })
  expect(asked).toMatchObject({
    ok: true,
    value: {
      difference: {
        state: { kind: 'open' },
        remedies: [{ outcome: { kind: 'wechat-said', state: 'SUCCESS' } }],
      },
      remedies: ['query', 'record-loss', 'explain', 'note'],
    },
  })
  await call(shop, 'takeRemedy', { id, remedy: { kind: 'record-loss', note: 'x' }, approval: null })

  for (const format of ['csv', 'xlsx', 'pdf', 'journal'] as const) {
    const out = path.join(shop.dataDir, `out.${format}`)
    await shop.app().evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    }, out)
    const wrote = await call(shop, 'exportDay', { day, format, language: 'zh-Hans' })
    expect(wrote).toEqual({ ok: true, value: { file: out } })
    const written = readFileSync(out)
    if (format === 'xlsx') expect(written.subarray(0, 2).toString()).toBe('PK')
    else if (format === 'pdf') expect(written.toString('latin1')).toMatch(/^%PDF-[^]*%%EOF\s*$/)
    else expect(written.toString('utf8')).toContain(report.report?.bill.sha256)
  }

  // All of it is there after a power cut, and a payment is taken as ever.
  await shop.kill()
  await shop.open()
  expect(await reconciled(shop, day)).toMatchObject({
    state: { open: 1, resolved: 1 },
    report: report.report,
  })
  await shop.enter(500)
  await shop.scanPayer()
  await shop.sees('paid')
  const kept = readdirSync(path.join(shop.dataDir, 'reconciliation', 'bills'))
  expect(kept).toEqual([`${day}-${report.report?.bill.sha256}.bill`])
})
