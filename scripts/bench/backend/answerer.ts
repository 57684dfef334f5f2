/**
 * WeChat Pay for load tests: HTTPS and signatures as always, but no books. A payment whose number begins with `W` stays
 * USERPAYING, one with `H` gets no answer to its submit, all others are paid. Standard input ends it.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { parseArgs } from 'node:util'
import { signFields } from '../../../app/wechat/sign.ts'
import { type Fields, readXml, writeXml } from '../../../app/wechat/xml.ts'
import { API_KEY, APP_ID, MCH_ID } from './merchant.ts'

const { values } = parseArgs({
  options: { certificate: { type: 'string' }, key: { type: 'string' } },
})
const { certificate = '', key = '' } = values

/** When the last answer about a waiting order left, and how late each query after it came. */
const answeredAtMs = new Map<string, number>()
let gapsMs: number[] = []
let calls = 0

type Facts = Readonly<Record<string, string>>

const success: Facts = {
  return_code: 'SUCCESS',
  appid: APP_ID,
  mch_id: MCH_ID,
  nonce_str: 'nonceOfTheLoadTest',
}

const order = (id: string, amount: string): Facts => ({
  out_trade_no: id,
  total_fee: amount,
  fee_type: 'CNY',
})

/** Every payment of these tests costs the same, so that a query can be answered without books. */
const AMOUNT = '1280'

function answerTo(path: string, fields: Fields): Facts | null {
  const id = fields.get('out_trade_no') ?? ''
  const waits = id.startsWith('W') || id.startsWith('H')
  if (path === '/pay/micropay') {
    if (id.startsWith('H')) return null
    if (waits) return { result_code: 'FAIL', err_code: 'USERPAYING', err_code_des: 'waiting' }
    return { result_code: 'SUCCESS', ...paid(id) }
  }
  if (path === '/pay/orderquery') {
    if (!waits) return { result_code: 'SUCCESS', trade_state: 'SUCCESS', ...paid(id) }
    return { result_code: 'SUCCESS', trade_state: 'USERPAYING', ...order(id, AMOUNT) }
  }
  return { result_code: 'SUCCESS', recall: 'N' }
}

const paid = (id: string): Facts => ({
  ...order(id, AMOUNT),
  transaction_id: '4200000000202601010000000000',
  time_end: '20260101120000',
  bank_type: 'CFT',
  cash_fee: AMOUNT,
  trade_type: 'MICROPAY',
  openid: 'o',
  is_subscribe: 'N',
})

const server = createServer(
  { cert: readFileSync(certificate), key: readFileSync(key), keepAlive: true },
  (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      if (path === '/take-gaps') {
        response.end(JSON.stringify({ gapsMs, calls }))
        gapsMs = []
        calls = 0
        return
      }
      calls += 1
      const read = readXml(Buffer.concat(chunks))
      if (!read.ok) return void response.writeHead(400).end()
      const id = read.value.get('out_trade_no') ?? ''
      const beforeMs = answeredAtMs.get(id)
      if (path === '/pay/orderquery' && beforeMs !== undefined)
        gapsMs.push(performance.now() - beforeMs)
      const facts = answerTo(path, read.value)
      if (facts === null) return
      const answer = Object.entries({ ...success, ...facts })
      response.end(writeXml([...answer, ['sign', signFields(answer, API_KEY, 'MD5')]]))
      if (id.startsWith('W')) answeredAtMs.set(id, performance.now())
    })
  },
)
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('no port')
console.log(JSON.stringify({ url: `https://127.0.0.1:${address.port}` }))
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
