import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectControl } from '../../simulator/control-client.ts'
import { refundClient } from './refund-client.ts'
import { enrolTill, type EnrolledTill, tillClient } from './till-client.ts'

interface Ready {
  readonly url: string
  readonly demo: {
    readonly enrolmentCode: string
    readonly control: string
    readonly merchantId: string
    readonly storeId: string
    readonly operators: readonly {
      readonly id: string
      readonly role: string
      readonly pin: string
    }[]
  }
}

let folder: string
let program: ChildProcess
let ready: Ready
let till: EnrolledTill
let said = ''

/** `npm run backend` on a machine that has nothing, or what the last start left. */
async function start(): Promise<void> {
  const child = spawn(
    process.execPath,
    [path.resolve('backend/main.ts'), '--port', '0', '--data', folder, '--dead-after-ms', '900'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  program = child
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const line = once(createInterface({ input: child.stdout }), 'line')
  const died = once(child, 'exit').then((): never => {
    throw new Error(`the backend did not start:\n${said}`)
  })
  const [text] = (await Promise.race([line, died])) as [string]
  died.catch(() => undefined)
  // The program's own first line (docs/operations.md).
  ready = JSON.parse(text) as Ready
}

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const gone = once(program, 'exit')
  program.kill(signal)
  await gone
}

/** `npm run backend:admin`; answers with what it prints. */
async function admin(...words: readonly string[]): Promise<string> {
  const args = [path.resolve('backend/admin.ts'), '--data', folder, ...words]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return stdout.trim()
}

/** The same, with something on its standard input. */
async function adminTold(input: string, ...words: readonly string[]): Promise<string> {
  const args = [path.resolve('backend/admin.ts'), '--data', folder, ...words]
  const running = promisify(execFile)(process.execPath, args)
  running.child.stdin?.end(input)
  return (await running).stdout.trim()
}

const payment = (id: string, sentinel: string) => ({
  id,
  amountMinor: 1280,
  currency: 'CNY' as const,
  description: 'Demo Store-Tea',
  note: '',
  paymentCode: `1000${sentinel}00000000001`,
})

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-backend-'))
  // PostgreSQL runs as another user when the tests are root.
  chmodSync(folder, 0o755)
  await start()
}, 30_000)
afterAll(async () => {
  if (program.exitCode === null && program.signalCode === null) await end('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

it('starts from nothing, takes a till and its first payment', async () => {
  till = await enrolTill(ready.url, ready.demo.enrolmentCode)
  const paid = await tillClient(till, ready.url).start(payment('FIRST1', '000'))
  expect(paid.status).toBe('paid')
})

it('lets its operator make and end tills beside it', async () => {
  const store = ready.demo.storeId
  const tillId = await admin('create-till', store, 'Till 2')
  const code = await admin('enrolment-code', tillId)
  const second = await enrolTill(ready.url, code)
  expect(second.device.till).toEqual({ id: tillId, name: 'Till 2' })
  expect(await admin('revoke-device', second.device.deviceId)).toBe('revoked')
  await expect(tillClient(second, ready.url).get('FIRST1')).rejects.toThrow('device-revoked')
  await expect(admin('no-such-command')).rejects.toThrow('create-merchant FILE')
})

it('tells its operator in a line what is not there', async () => {
  await expect(admin('create-till', 'store-nowhere', 'Till')).rejects.toMatchObject({
    stderr: 'no such store: store-nowhere\n',
  })
  await expect(admin('create-store', 'merchant-nowhere', 'S')).rejects.toMatchObject({
    stderr: 'no such merchant: merchant-nowhere\n',
  })
})

it('says in a line why it does not start, and leaves no PostgreSQL behind', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'quick-pay-second-'))
  chmodSync(other, 0o755)
  const port = new URL(ready.url).port
  const args = [path.resolve('backend/main.ts'), '--port', port, '--data', other]
  const failed: unknown = await promisify(execFile)(process.execPath, args).catch(
    (error: unknown) => error,
  )
  expect(failed).toMatchObject({ code: 1 })
  expect(failed).toHaveProperty('stderr', expect.stringMatching(/^listen EADDRINUSE.*--port$/m))
  // PostgreSQL takes this file away when it ends.
  expect(existsSync(path.join(other, 'postgres', 'database', 'postmaster.pid'))).toBe(false)
  rmSync(other, { recursive: true, force: true })
}, 30_000)

it('lets its operator say who works at the tills', async () => {
  const { merchantId, operators } = ready.demo
  const client = refundClient(till, ready.url)
  const status = async (operator: string, pin: string): Promise<number> =>
    (await client.signIn(operator, pin)).status
  expect(operators.map(({ role }) => role)).toEqual(['cashier', 'manager'])
  for (const { id, pin } of operators) expect(await status(id, pin)).toBe(200)
  const [id = '', , pin = ''] = (
    await admin('create-operator', merchantId, 'Mei', 'cashier')
  ).split(' ')
  expect(await status(id, pin)).toBe(200)
  expect(await admin('change-operator', id, 'Mei Lin', 'manager')).toBe('done')
  expect((await client.operators()).operators).toContainEqual({
    id,
    name: 'Mei Lin',
    role: 'manager',
  })
  expect(await adminTold('86420975\n', 'set-pin', id)).toBe('done')
  expect([await status(id, pin), await status(id, '86420975')]).toEqual([403, 200])
  const [, fresh = ''] = (await admin('new-pin', id)).split(' ')
  expect([await status(id, '86420975'), await status(id, fresh)]).toEqual([403, 200])
  expect(await admin('deactivate-operator', id)).toBe('done')
  expect(await status(id, fresh)).toBe(403)
  expect(await admin('operators', merchantId)).toContain(`${id}\tmanager\tMei Lin\tinactive`)
  expect(await admin('activate-operator', id)).toBe('done')
  expect(await status(id, fresh)).toBe(200)
  expect(await admin('deactivate-operator', 'nobody')).toBe('no such operator')
  await expect(admin('create-operator', merchantId, 'Mei', 'boss')).rejects.toThrow('Invalid')
}, 60_000)

it('refunds with the demo manager’s PIN', async () => {
  const client = refundClient(till, ready.url)
  const manager = ready.demo.operators.find(({ role }) => role === 'manager')
  const approval = { operator: manager?.id ?? '', pin: manager?.pin ?? '' }
  await client.start('FIRST1', { id: 'REFUND1', amountMinor: 1280, approval })
  const ended = await client.until('REFUND1', ({ final }) => final)
  expect(ended.status).toBe('refunded')
}, 30_000)

it('killed, it finds its database, its tills and the payment that was open', async () => {
  const open = await tillClient(till, ready.url).start(payment('OPEN1', '006'))
  expect(open.status).toBe('confirming')
  await end('SIGKILL')
  await start()
  await connectControl(ready.demo.control).enterPassword('printed-006')
  const client = tillClient(till, ready.url)
  expect((await client.get('FIRST1')).status).toBe('paid')
  const ended = await client.until('OPEN1', ({ final }) => final)
  expect(ended.status).toBe('paid')
}, 40_000)

it('ends in order, and has told its log and its disk no secret', async () => {
  await end('SIGTERM')
  expect(program.exitCode).toBe(0)
  const key = readFileSync(path.join(folder, 'master-key.txt'), 'utf8').trim()
  expect(statSync(path.join(folder, 'master-key.txt')).mode & 0o077).toBe(0)
  const password = readFileSync(path.join(folder, 'postgres', 'database-password.txt'), 'utf8')
  const apiKey = readFileSync(path.join(folder, 'simulator', 'api-key.txt'), 'utf8').trim()
  expect(said).toContain('"operation":"submit"')
  for (const secret of [key, password, apiKey, '100000000000000001', '100000600000000001']) {
    expect(said).not.toContain(secret)
  }
}, 20_000)
