import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRefunds } from '../../adapters/sqlite-refunds.ts'
import { openSqlite } from '../../adapters/sqlite.ts'
import { aRefund } from '../support/builders.ts'

const refund = aRefund()
const { outRefundNo } = refund
let folder: string
let file: string

const open = () => openRefunds(file, 'books')

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'refunds-'))
  file = path.join(folder, 'refunds.db')
  const journal = await open()
  if (!journal.ok) throw new Error(journal.error.kind)
  const facts = { saleId: 'sale-1', askedBy: null, approvedBy: null }
  const requested = { type: 'refund-requested', facts } as const
  const state = { kind: 'submitting', refund } as const
  await journal.value.append({ outRefundNo, atMs: 1, event: requested, state })
  const event = { type: 'restarted' } as const
  await journal.value.append({ outRefundNo, atMs: 2, event, state })
  journal.value.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a refunds file', () => {
  it('is opened again as it was written', async () => {
    const journal = await open()
    expect(journal.ok && journal.value.ofSale('sale-1')).toHaveLength(1)
    if (journal.ok) journal.value.close()
  })

  it.each([
    `update refund set sale_id = 'sale-2'`,
    `update refund set order_no = 'other'`,
    `update refund set facts = '{'`,
    `update refund set unsettled = 0`,
    `update refund set seq = 1`,
    `update refund set refund_no = 'other'`,
    `delete from refund`,
  ])('is refused after %s, which would hide what was given back', async (sql) => {
    const db = await openSqlite(file)
    db.exec(sql)
    db.close()
    const journal = await open()
    expect(journal).toMatchObject({ ok: false, error: { kind: 'refunds-damaged' } })
  })
})
