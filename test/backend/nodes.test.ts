import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { StartPayment } from '../../app/contract/rest-payments.ts'
import { createEnrolmentCode } from '../../backend/enrolment.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { openRig, type Rig } from './rig.ts'
import { enrolTill, type EnrolledTill, tillClient } from './till-client.ts'

let rig: Rig
let till: EnrolledTill
let first: NodeProcess
let second: NodeProcess
let number = 0

const payment = (sentinel: string): StartPayment => ({
  id: `NODES${Date.now()}${++number}`,
  amountMinor: 1280,
  currency: 'CNY',
  description: 'Demo Store-Tea',
  note: '',
  paymentCode: `1000${sentinel}${String(number).padStart(11, '0')}`,
})

beforeAll(async () => {
  rig = await openRig()
})
beforeEach(async () => {
  ;[first, second] = await Promise.all([startNodeProcess(rig), startNodeProcess(rig)])
  const code = await createEnrolmentCode(rig.database.sql, rig.masterKey, rig.tillId)
  till = await enrolTill(first.url, code)
})
afterEach(async () => {
  await Promise.all([first.kill(), second.kill()])
})
afterAll(() => rig.close())

it('a payment whose node is killed while the payer types goes on at another', async () => {
  const asked = payment('006')
  const started = await tillClient(till, first.url).start(asked)
  expect(started.status).toBe('confirming')
  await first.kill()
  await rig.simulator.control.enterPassword('printed-006')
  const ended = await tillClient(till, second.url).until(asked.id, ({ final }) => final)
  expect(ended.status).toBe('paid')
  expect((await rig.simulator.control.order(asked.id)).seen.submit).toBe(1)
}, 20_000)

it('a payment whose node is killed while the submit is under way is asked about, never submitted again', async () => {
  const { control } = rig.simulator
  const slow = await control.addFault({ preset: 'answered-late', when: { operation: 'submit' } })
  const asked = payment('000')
  const starting = tillClient(till, first.url).start(asked)
  const cut = starting.then(
    () => 'answered',
    () => 'cut',
  )
  await control.waitForRequests({ operation: 'submit', outTradeNo: asked.id })
  const killedMs = performance.now()
  await first.kill()
  expect(await cut).toBe('cut')
  await control.removeFault(slow.id).catch(() => undefined)
  const client = tillClient(till, second.url)
  const moved = await client.until(asked.id, ({ version }) => version > 1)
  const takenOverMs = performance.now() - killedMs
  const ended = moved.final ? moved : await client.until(asked.id, ({ final }) => final)
  expect(ended.status).toBe('paid')
  const { seen, charged } = await control.order(asked.id)
  expect({ submits: seen.submit, charged }).toEqual({ submits: 1, charged: 1280 })
  // The claim itself lasts longer than any call could: only its silence gave the dead node away.
  expect(takenOverMs).toBeLessThan(5_000)
}, 20_000)

it('a payment that needs a person goes on at another node when its own is killed', async () => {
  const { control } = rig.simulator
  const refused = await control.addFault({
    preset: 'revoke-refused',
    when: { operation: 'revoke' },
    times: 1_000,
  })
  const asked = payment('004')
  await tillClient(till, first.url).start(asked)
  const waiting = ({ status }: { readonly status: string }): boolean => status === 'needs-attention'
  await tillClient(till, first.url).until(asked.id, waiting)
  await first.kill()
  await control.removeFault(refused.id)
  const ended = await tillClient(till, second.url).until(asked.id, ({ final }) => final)
  expect(ended.status).toBe('revoked')
  const { charged, returned, seen } = await control.order(asked.id)
  expect([charged - returned, seen.submit]).toEqual([0, 1])
}, 20_000)

it('a node that is told to end finishes what it is at and hands the rest over', async () => {
  const asked = payment('006')
  const started = await tillClient(till, first.url).start(asked)
  expect(started.final).toBe(false)
  expect(await first.stop()).toBe(0)
  const stopped = await tillClient(till, second.url).stop(asked)
  expect(stopped.cause).toBe('stop-pressed')
  const ended = await tillClient(till, second.url).until(asked.id, ({ final }) => final)
  expect(ended.status).toBe('revoked')
  const [left] = await rig.database.sql`select count(*)::int as n from node where id = ${first.id}`
  expect(left).toEqual({ n: 0 })
  for (const log of [first.log(), second.log()]) expect(log).not.toContain(asked.paymentCode)
}, 20_000)
