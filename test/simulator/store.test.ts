import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newNumber, openTill } from './till.ts'

let data: string

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'simulator-books-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

describe('books that are kept', () => {
  it('are the same after a restart, and what was under way goes on', async () => {
    const first = await openTill({ data })
    const [paid, asked, refunded] = [newNumber(), newNumber(), newNumber()]
    await first.payAs('alice', { out_trade_no: paid })
    await first.payAs('alice', { out_trade_no: refunded })
    await first.refund({
      out_trade_no: refunded,
      out_refund_no: refunded,
      total_fee: '888',
      refund_fee: '88',
    })
    await first.control.createPayer({ id: 'bob', mood: 'enters-password', reactionMs: 20_000 })
    await first.payAs('bob', { out_trade_no: asked })
    const before = await first.control.books()
    await first.close()

    const second = await openTill({ data })
    const { requests: _requests, ...kept } = await second.control.books()
    const { requests: _before, ...expected } = before
    expect(kept).toEqual(expected)
    expect((await second.query(asked))['trade_state']).toBe('USERPAYING')
    await second.control.advance(20_000)
    expect((await second.query(asked))['trade_state']).toBe('SUCCESS')
    const refund = await second.send('/pay/refundquery', { out_refund_no: refunded })
    expect(refund['refund_status_0']).toBe('SUCCESS')
    const next = await second.payAs('alice', { out_trade_no: newNumber() })
    expect(before.orders.map(({ transactionId }) => transactionId)).not.toContain(
      next['transaction_id'],
    )
    await second.close()
  })

  it('end an order whose time was over while nobody was there', async () => {
    const first = await openTill({ data, clock: { frozen: false } })
    await first.control.changePayer('alice', { mood: 'ignores' })
    const number = newNumber()
    await first.payAs('alice', { out_trade_no: number })
    await first.close()
    const second = await openTill({ data, settings: { autoRevokeMs: 0 } })
    await second.control.advance(1)
    expect((await second.query(number))['trade_state']).toBe('REVOKED')
    await second.close()
  })

  it('survive a last line that a crash cut short', async () => {
    const first = await openTill({ data })
    const number = newNumber()
    await first.payAs('alice', { out_trade_no: number })
    await first.close()
    const file = path.join(data, 'books.jsonl')
    appendFileSync(file, '{"kind":"order","val')
    const second = await openTill({ data })
    expect((await second.query(number))['trade_state']).toBe('SUCCESS')
    await second.close()
    for (const line of readFileSync(file, 'utf8').trim().split('\n'))
      expect(() => void JSON.parse(line)).not.toThrow()
  })

  it('are forgotten by a reset for good', async () => {
    const first = await openTill({ data })
    await first.payAs('alice', { out_trade_no: newNumber() })
    await first.control.reset()
    await first.close()
    const second = await openTill({ data })
    expect(await second.control.orders()).toEqual([])
    expect((await second.control.payer('alice')).balance).toBe(1_000_000)
    await second.close()
  })
})
