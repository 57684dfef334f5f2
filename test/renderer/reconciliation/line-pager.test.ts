import { describe, expect, it } from 'vitest'
import type { LinePage, PageWish } from '../../../app/reconciliation/store.ts'
import { OPEN_DAY, linesOf } from '../../../renderer/preview/sample-books.ts'
import { LinePager, PAGE_LINES } from '../../../renderer/reconciliation/line-pager.ts'

const MILLION = 1_000_000

/** A main process that answers when it is told to. */
function slowMain(total = MILLION) {
  const asked: PageWish[] = []
  const answers: ((page: LinePage | null) => void)[] = []
  let draws = 0
  const pager = new LinePager({
    fetch: (page) => {
      asked.push(page)
      return new Promise((resolve) => answers.push(resolve))
    },
    changed: () => {
      draws += 1
    },
  })
  /** Answers the oldest question, and lets the pager take it up. */
  async function answer(fails = false): Promise<void> {
    const wish = asked[asked.length - answers.length]
    const resolve = answers.shift()
    if (wish === undefined || resolve === undefined) throw new Error('nothing was asked')
    resolve(fails ? null : linesOf(OPEN_DAY, total, {}, wish))
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  return { pager, asked, answer, waiting: () => answers.length, draws: () => draws }
}

const orderAt = (index: number): string | undefined =>
  linesOf(OPEN_DAY, MILLION, {}, { offset: index, limit: 1 }).lines[0]?.orderNumber

describe('the pages of a day', () => {
  it('asks for the page in sight and knows its lines and how many there are', async () => {
    const { pager, asked, answer, draws } = slowMain()
    pager.want(0, 12)
    expect(pager.total).toBeNull()
    expect(pager.line(3)).toBeNull()
    await answer()
    expect(asked).toEqual([{ offset: 0, limit: PAGE_LINES }])
    expect(pager.total).toBe(MILLION)
    expect(pager.line(3)?.orderNumber).toBe(orderAt(3))
    expect(draws()).toBe(1)
  })

  it('asks for both pages when the sight lies across them', async () => {
    const { pager, asked, answer, waiting } = slowMain()
    pager.want(PAGE_LINES - 2, PAGE_LINES + 8)
    await answer()
    await answer()
    expect(asked.map(({ offset }) => offset)).toEqual([0, PAGE_LINES])
    expect(pager.line(PAGE_LINES)?.orderNumber).toBe(orderAt(PAGE_LINES))
    expect(waiting()).toBe(0)
  })

  it('fetches where a long scroll arrives, and nothing that it passes', async () => {
    const { pager, asked, answer, waiting } = slowMain()
    pager.want(0, 12)
    for (let line = 0; line < 900_000; line += 1_000) pager.want(line, line + 12)
    expect(waiting()).toBe(1)
    await answer()
    await answer()
    expect(asked.map(({ offset }) => offset)).toEqual([0, 899_000])
    expect(pager.line(899_005)?.orderNumber).toBe(orderAt(899_005))
    expect(waiting()).toBe(0)
  })

  it('keeps a bounded number of lines', async () => {
    const { pager, answer } = slowMain()
    for (let page = 0; page < 60; page += 1) {
      pager.want(page * PAGE_LINES, page * PAGE_LINES)
      await answer()
    }
    expect(pager.line(0)).toBeNull()
    expect(pager.line(59 * PAGE_LINES)).not.toBeNull()
    const kept = Array.from({ length: 60 }, (_, page) => pager.line(page * PAGE_LINES))
    expect(kept.filter((line) => line !== null)).toHaveLength(50)
  })

  it('shows what it knew while it reads a changed day anew', async () => {
    const { pager, answer, waiting } = slowMain()
    pager.want(0, 12)
    await answer()
    pager.refresh()
    expect(pager.line(0)).not.toBeNull()
    expect(waiting()).toBe(1)
    await answer()
    expect(waiting()).toBe(0)
  })

  it('reads once more what was asked before a change and answered after it', async () => {
    const { pager, answer, waiting } = slowMain()
    pager.want(0, 12)
    pager.refresh()
    await answer()
    expect(waiting()).toBe(1)
    await answer()
    expect(waiting()).toBe(0)
  })

  it('stops at a failure, and goes on when it is asked to', async () => {
    const { pager, answer, waiting } = slowMain()
    pager.want(0, 12)
    await answer(true)
    expect(pager.failed).toBe(true)
    pager.want(0, 12)
    expect(waiting()).toBe(0)
    pager.refresh()
    await answer()
    expect(pager).toMatchObject({ failed: false, total: MILLION })
  })

  it('forgets an answer that comes after it was closed', async () => {
    const { pager, answer, draws } = slowMain()
    pager.want(0, 12)
    pager.close()
    await answer()
    expect(pager.total).toBeNull()
    expect(draws()).toBe(0)
  })
})
