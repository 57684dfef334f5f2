import { connect, type Socket } from 'node:net'
import { randomUUID } from 'node:crypto'
import { systemClock } from '../../../adapters/system-clock.ts'
import { DEFAULT_TIMING } from '../../../app/payment/timing.ts'
import { beginSale } from '../../../app/payment/flow.ts'
import { money } from '../../../app/money.ts'
import { openChanges } from '../../../backend/changes.ts'
import { openDatabase } from '../../../backend/database.ts'
import { changeBy } from '../../../backend/payment-change.ts'
import { insertPayments } from '../../../backend/payment-rows.ts'
import type { Program } from './processes.ts'
import type { BenchRig } from './rig.ts'
import { type BenchTill, signedRequest } from './tills.ts'

/** A till that listens. */
interface Listener {
  readonly socket: Socket
  /** When it was told of that payment. */
  readonly told: (id: string) => Promise<number>
}

/** Opens a till's stream; resolves when the first bytes of it have come. */
function listen(url: string, till: BenchTill): Promise<Listener> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  const looks = new Set<() => void>()
  socket.setEncoding('latin1')
  socket.write(signedRequest(till, 'GET', '/v1/events'))
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('data', (chunk: string) => {
      text += chunk
      if (text.startsWith('HTTP/1.1 200') && text.includes(':\n\n')) {
        resolve({
          socket,
          told: (id) =>
            new Promise((done) => {
              const look = (): void => {
                if (!text.includes(`id: ${id}:`)) return
                looks.delete(look)
                done(performance.now())
              }
              looks.add(look)
              look()
            }),
        })
      }
      for (const look of looks) look()
    })
  })
}

/** Connects every till, then changes a payment of each in one commit on another node. */
export async function streamLoad(rig: BenchRig, node: Program) {
  const emptyMB = node.memoryMB()
  const listeners: Listener[] = []
  for (let at = 0; at < rig.tills.length; at += 50) {
    const some = rig.tills.slice(at, at + 50)
    listeners.push(...(await Promise.all(some.map((till) => listen(node.url, till)))))
  }
  // Until the garbage of a thousand handshakes is collected.
  await rig.sql`select pg_sleep(3)`
  const connectedMB = node.memoryMB()
  const changes = await openChanges({
    sql: rig.sql,
    openListener: () => openDatabase({ url: rig.databaseUrl, connections: 1 }),
    clock: systemClock,
  })
  const payments = rig.tills.map(({ tillId }) => newPayment(rig.merchantId, tillId))
  const rows = await insertPayments(rig.sql, payments)
  const committedMs = performance.now()
  const told = listeners.map((listener, index) => listener.told(payments[index]?.id ?? ''))
  for (const row of rows) if (row !== null) changes.tell(row)
  const toldMs = (await Promise.all(told)).map((atMs) => atMs - committedMs)
  for (const { socket } of listeners) socket.destroy()
  await changes.close()
  return { kilobytesPerTill: ((connectedMB - emptyMB) * 1_024) / listeners.length, toldMs }
}

function newPayment(merchantId: string, tillId: string) {
  const amount = money(1280, 'CNY')
  if (!amount.ok) throw new Error('no amount')
  const id = `S${randomUUID().replaceAll('-', '').slice(0, 30)}`
  const sale = { saleId: id, amount: amount.value, description: 'Tea', note: '', startedAtMs: 0 }
  const event = { type: 'code-scanned', outTradeNo: id, atMs: 0, paymentCode: '' } as const
  const change = changeBy(DEFAULT_TIMING, beginSale(sale), event)
  if (change === null) throw new Error('no payment')
  const fingerprint = Buffer.alloc(32)
  return { merchantId, id, tillId, fingerprint, change, node: 'other', claimMs: 600_000 }
}
