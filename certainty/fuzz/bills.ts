import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { readBillFile } from '../../adapters/reconciliation/bill-file.ts'
import { BillLines } from '../../app/reconciliation/bill-lines.ts'
import { createRowReader, type RowReader } from '../../app/reconciliation/bill-reader.ts'
import { createBillSums } from '../../app/reconciliation/bill-sums.ts'
import { isGzip, readRefusal } from '../../app/wechat/bill-text.ts'
import { flipped, flips, nearly } from './nearly.ts'
import { ownFolder } from './own-folder.ts'
import { must, type Reached, target } from './target.ts'

const BILL =
  '\uFEFF交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,订单金额\r\n`2026-05-20 12:00:00,`1,`4200,`D1,`SUCCESS,`CNY,`8.88\r\n总交易单数,订单总金额\r\n`1,`8.88\r\n'

const bodies = fc.oneof(fc.uint8Array({ maxLength: 400 }), nearly(BILL))

/** Packed as WeChat does it, and some bits of that turned round. */
const packed = fc
  .tuple(fc.oneof(fc.constant(new TextEncoder().encode(BILL)), bodies), flips({ most: 2 }))
  .map(([body, changes]) => flipped(gzipSync(body), changes))

/** What becomes of a bill that comes in these lines. */
function read(all: readonly string[]): string {
  const lines = new BillLines()
  const sums = createBillSums()
  let reader: RowReader | null = null
  let minor = 0
  for (const line of all) {
    const part = lines.take(line)
    if (!part.ok) return part.error.kind
    if (part.value?.kind === 'header') reader = createRowReader(part.value.columns, sums)
    if (part.value?.kind !== 'row' || reader === null) continue
    const row = reader(part.value.text, part.value.line)
    if (!row.ok) return row.error.kind
    minor += row.value.kind === 'payment' ? row.value.price.minor : 0
  }
  const end = lines.end()
  if (!end.ok) return end.error.kind
  const wrong = sums.check(end.value.header, end.value.values, end.value.line)
  if (wrong !== null) return wrong.kind
  must(Number.isSafeInteger(minor), 'a bill that fits has an amount that is none')
  return 'read'
}

let folder: string | undefined

/** Unpacked from a file, as every bill is. */
async function unpacked(body: Uint8Array): Promise<string> {
  const file = path.join((folder ??= ownFolder('fuzz-bills-')), 'bill')
  writeFileSync(file, body)
  const all: string[] = []
  for await (const block of readBillFile(file)) {
    if (!block.ok) return block.error.kind
    all.push(...block.value)
  }
  rmSync(file)
  return read(all)
}

async function outcome(body: Uint8Array, reached: Reached): Promise<string> {
  const isPacked = isGzip(body)
  if (!isPacked && readRefusal(body) !== null) return 'refusal'
  const became = isPacked
    ? `packed, ${await unpacked(body)}`
    : read(new TextDecoder().decode(body).split(/\r?\n/))
  reached(became)
  return became
}

/** Whatever is read of a bill, packed or not, its rows are whole and its own sums fit. */
export const bill = target('bills', {
  inputs: fc.oneof(bodies, packed),
  reaches: ['read', 'row-malformed', 'packed, read', 'packed, gzip', 'packed, row-malformed'],
  outcome,
})
