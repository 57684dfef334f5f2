import { pastTheTill } from './direct-gateway.ts'
import type { Shop } from './shop.ts'

/** What WeChat's bill of a day is, as somebody downloads it by hand. */
export function downloadBill(shop: Shop, date: string): Promise<Buffer> {
  return pastTheTill(shop, async (gateway) => {
    const chunks: Uint8Array[] = []
    const answer = await gateway.downloadBill({ date, type: 'ALL', gzip: false }, (chunk) => void chunks.push(chunk)) // prettier-ignore
    if (answer.kind !== 'bill') throw new Error(JSON.stringify(answer))
    return Buffer.concat(chunks)
  })
}
