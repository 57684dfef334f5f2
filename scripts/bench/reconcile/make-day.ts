import { closeSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Day, readDay } from '../../../app/reconciliation/day.ts'
import { BILL_COLUMNS } from '../../../simulator/api/bill-rows.ts'

/** What the two sides disagree about, so that the work cannot be skipped: every so many orders are missing on one side. */
export const MISSING_EVERY = 10_000

/** The merchant whose day it is, unless told otherwise. */
export const DAY_MCH_ID = '1900000109'
export const TILLS = 400
export const CASHIERS = 900

const dayOrNull = readDay('20260314')
if (dayOrNull === null) throw new Error('no day')
/** The day that is made. */
export const DAY: Day = dayOrNull

/** Whether our books have the order. */
export const isHere = (index: number): boolean => index % MISSING_EVERY !== 2

const PIECE = 20_000

/** Numbers that follow from the index, and look like the real ones. */
const orderNumber = (index: number): string => `20260314${String((index * 7_919) % 1_000_000_007).padStart(22, '0')}` // prettier-ignore

const transactionOf = (index: number): string => `4200001${String(index).padStart(21, '0')}`

const secondOf = (index: number, rows: number): string => {
  const second = Math.floor((index / rows) * 86_000)
  const parts = [second / 3_600, (second / 60) % 60, second % 60]
  return parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
}

const major = (minor: number): string =>
  `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`

function billRow(index: number, rows: number, mchId: string): string {
  const minor = 100 + (index % 50_000)
  const fee = Math.round(minor * 0.006)
  const cells: Readonly<Record<string, string>> = {
    交易时间: `2026-03-14 ${secondOf(index, rows)}`,
    公众账号ID: 'wx5f0c2b7d9a1e3864',
    商户号: mchId,
    特约商户号: '0',
    设备号: `T${index % TILLS}`,
    微信订单号: transactionOf(index),
    商户订单号: orderNumber(index),
    用户标识: `oPayer${String((index * 31) % rows).padStart(22, '0')}`,
    交易类型: 'MICROPAY',
    交易状态: 'SUCCESS',
    付款银行: 'CFT',
    货币种类: 'CNY',
    应结订单金额: major(minor),
    代金券金额: '0.00',
    微信退款单号: '0',
    商户退款单号: '0',
    退款金额: '0.00',
    充值券退款金额: '0.00',
    商品名称: '商店-奶茶, 大杯',
    手续费: `${major(fee)}000`,
    费率: '0.60%',
    订单金额: major(minor),
    申请退款金额: '0.00',
  }
  return BILL_COLUMNS.ALL.map((name) => `\`${cells[name] ?? ''}`).join(',')
}

/** One of our sales. */
export interface MadeSale {
  readonly orderNumber: string
  readonly till: string
  readonly cashier: string
  readonly minor: number
  readonly atMs: number
  readonly transactionId: string
}

export const saleAt = (index: number, rows: number): MadeSale => ({
  orderNumber: orderNumber(index),
  till: `T${index % TILLS}`,
  cashier: `c${index % CASHIERS}`,
  minor: 100 + (index % 50_000),
  atMs: Date.parse(`2026-03-14T${secondOf(index, rows)}+08:00`),
  transactionId: transactionOf(index),
})

/** What a till's or backend's books say of a sale, one line of JSON. */
function saleRow(index: number, rows: number): string {
  const { minor, atMs, ...sale } = saleAt(index, rows)
  return JSON.stringify({
    kind: 'payment',
    saleId: `s${index}`,
    ...sale,
    amount: { minor, currency: 'CNY' },
    submittedAtMs: atMs,
    state: 'paid',
    paidAtMs: atMs,
  })
}

/** Writes `bill.gz` and `sales.jsonl`: a day of so many rows. */
export function makeDay(folder: string, rows: number, mchId = DAY_MCH_ID): void {
  const bill = openSync(path.join(folder, 'bill.gz'), 'w')
  const sales = openSync(path.join(folder, 'sales.jsonl'), 'w')
  // A gzip file may be made of many; unpacking joins them.
  const add = (text: string): void => void writeSync(bill, gzipSync(text, { level: 6 }))
  add(`\uFEFF${BILL_COLUMNS.ALL.join(',')}\r\n`)
  let inBill = 0
  for (let from = 0; from < rows; from += PIECE) {
    const indexes = Array.from({ length: Math.min(PIECE, rows - from) }, (_, at) => from + at)
    const there = indexes.filter((index) => index % MISSING_EVERY !== 1)
    inBill += there.length
    add(there.map((index) => `${billRow(index, rows, mchId)}\r\n`).join(''))
    const here = indexes.filter(isHere)
    writeSync(sales, here.map((index) => `${saleRow(index, rows)}\n`).join(''))
  }
  add(`总交易单数\r\n\`${inBill}\r\n`)
  closeSync(bill)
  closeSync(sales)
}
