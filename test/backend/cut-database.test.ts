import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../backend/database.ts'
import { isFinal } from '../../backend/payment-change.ts'
import type { PaymentService } from '../../backend/payment-service.ts'
import { openRig, QUICK, type Rig } from './rig.ts'

let rig: Rig
let node: PaymentService

// Enough patience for new connections on a slow machine: a payment that is given up in the
// meantime is rightly revoked, and that is not what is looked at here.
beforeAll(async () => {
  rig = await openRig({ ...QUICK, giveUpAfterMs: 12_000, absentAfterMs: 13_000 })
  node = await rig.node()
})
afterAll(() => rig.close())

it('a payment is paid although every connection to the database breaks on the way', async () => {
  const id = `CUT${Date.now()}`
  const { control } = rig.simulator
  const { id: fault } = await control.addFault({ preset: 'slow', when: { operation: 'submit' } })
  await node.start(rig.request(id, '100000000000000001'))
  await control.waitForRequests({ operation: 'submit', outTradeNo: id })
  const cutter = openDatabase({ url: rig.database.url, connections: 1 })
  const cut = await cutter`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'quick-pay-backend' and pid <> pg_backend_pid()`
  await cutter.end()
  await control.removeFault(fault).catch(() => undefined)
  expect(cut.length).toBeGreaterThan(0)
  const { state } = await rig.when(id, (row) => isFinal(row.state))
  expect(state.kind).toBe('paid')
  const { charged, returned, seen } = await control.order(id)
  expect([charged - returned, seen.submit]).toEqual([1280, 1])
}, 30_000)
