import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPeople, type SqlitePeople } from '../../adapters/sqlite-people.ts'
import { allow, note } from '../../app/people/allow.ts'
import { adoptPeople } from '../../app/people/adopt.ts'
import type { Pins } from '../../app/people/book.ts'
import { PeopleDesk } from '../../app/people/desk.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import { LOCKED_FOR_MS } from '../../app/people/tries.ts'
import type { PeopleView } from '../../app/people/view.ts'
import { handClock } from '../support/hand-clock.ts'

const [MEI, CHEN] = ['246813', '975311'] as const

/** Quick hashes, so that a test may try many PINs; the real ones have a test of their own. */
const pins: Pins = {
  hash: async (pin) => `hash of ${pin}`,
  matches: async (hash, pin) => hash === `hash of ${pin}`,
  markOf: (hash) => createHash('sha256').update(hash).digest('hex'),
}

let folder: string
let book: SqlitePeople
let changed: boolean
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'people-'))
})
afterEach(() => {
  book.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openBook(): Promise<void> {
  const opened = await openPeople(path.join(folder, 'people.db'), pins.markOf)
  if (!opened.ok) throw new Error(opened.error.detail)
  book = opened.value.book
  changed = opened.value.changed
}

/** A till with its people, on a file of its own. */
async function desk() {
  await openBook()
  const clock = handClock()
  const views: PeopleView[] = []
  const made = new PeopleDesk({ book, pins, clock, changed, onView: (view) => views.push(view) })
  made.follow({ autoLockAfterMs: 60_000, fromFile: false, proveThere: null })
  return { desk: made, clock, views }
}

async function staffed() {
  const till = await desk()
  await till.desk.add('mei', { name: 'Mei', role: 'manager' }, MEI)
  await till.desk.add('chen', { name: 'Chen', role: 'cashier' }, CHEN)
  till.desk.closeSetUp()
  return till
}

const acts = (): readonly string[] => book.entries(100).map(({ event }) => event.type)

it('works as ever while there is nobody, and is locked once there is somebody', async () => {
  const { desk: till } = await desk()
  expect([till.isLocked(), till.maySetUp(), till.mayNow('approve-refund')]).toEqual([
    false,
    true,
    true,
  ])
  expect(await till.add('chen', { name: 'Chen', role: 'cashier' }, CHEN)).toMatchObject({
    error: { kind: 'no-manager-left' },
  })
  await till.add('mei', { name: 'Mei', role: 'manager' }, MEI)
  // Whoever made the first goes on with the set-up.
  expect([till.isLocked(), till.maySetUp(), till.mayNow('sell')]).toEqual([true, true, false])
  till.closeSetUp()
  expect(till.maySetUp()).toBe(false)
})

it('signs in with the right PIN, locks by key and by idleness, and logs it', async () => {
  const { desk: till, clock } = await staffed()
  expect(await till.signIn({ personId: 'chen', pin: MEI })).toMatchObject({
    error: { kind: 'pin-wrong', left: 4 },
  })
  expect(await till.signIn({ personId: 'chen', pin: CHEN })).toMatchObject({ ok: true })
  expect(till.cashier()?.name).toBe('Chen')
  await clock.advance(59_000)
  till.touch()
  await clock.advance(59_000)
  expect(till.isLocked()).toBe(false)
  await clock.advance(1_000)
  expect(till.isLocked()).toBe(true)
  expect(till.view().last).toBe('chen')
  await till.signIn({ personId: 'chen', pin: CHEN })
  await till.signIn({ personId: 'mei', pin: MEI })
  till.lock('pressed')
  expect(acts().slice(0, 8)).toEqual([
    'signed-out',
    // Chen, once Mei had proven who she is.
    'signed-out',
    'signed-in',
    'signed-in',
    'signed-out',
    'signed-in',
    'pin-wrong',
    'person-added',
  ])
})

it('counts wrong PINs over a restart, and the right one is not looked at while locked', async () => {
  const { desk: till } = await staffed()
  for (let n = 0; n < 3; n += 1) await till.signIn({ personId: 'chen', pin: MEI })
  book.close()
  const { desk: again, clock } = await desk()
  await again.signIn({ personId: 'chen', pin: MEI })
  expect(await again.signIn({ personId: 'chen', pin: MEI })).toMatchObject({
    error: { kind: 'pin-locked' },
  })
  expect(await again.signIn({ personId: 'chen', pin: CHEN })).toMatchObject({
    error: { kind: 'pin-locked' },
  })
  // Others are not locked with them.
  expect(await again.signIn({ personId: 'mei', pin: MEI })).toMatchObject({ ok: true })
  await clock.advance(LOCKED_FOR_MS)
  expect(await again.signIn({ personId: 'chen', pin: CHEN })).toMatchObject({ ok: true })
})

it('lets managers approve, refuses cashiers, and logs both', async () => {
  const { desk: till } = await staffed()
  expect(await till.openSetUp({ personId: 'chen', pin: CHEN })).toMatchObject({
    error: { kind: 'not-allowed' },
  })
  expect(till.maySetUp()).toBe(false)
  expect(await till.openSetUp({ personId: 'mei', pin: MEI })).toMatchObject({ ok: true })
  expect(till.maySetUp()).toBe(true)
  expect(acts().slice(0, 2)).toEqual(['approved', 'refused'])
})

it('never leaves a till without a manager while there are others', async () => {
  const { desk: till } = await staffed()
  await till.openSetUp({ personId: 'mei', pin: MEI })
  expect(till.remove('mei')).toMatchObject({ error: { kind: 'no-manager-left' } })
  expect(await till.change('mei', { name: 'Mei', role: 'cashier' }, null)).toMatchObject({
    error: { kind: 'no-manager-left' },
  })
  expect(await till.change('chen', { name: 'Mei', role: 'cashier' }, null)).toMatchObject({
    error: { kind: 'name-taken' },
  })
  expect(await till.change('chen', { name: 'Chen', role: 'cashier' }, '111111')).toMatchObject({
    error: { kind: 'pin-refused', problem: 'too-simple' },
  })
  expect(till.remove('chen')).toMatchObject({ ok: true })
  expect(till.remove('mei')).toMatchObject({ ok: true })
  expect(till.isLocked()).toBe(false)
})

it('gives a new PIN, with which all tries come back', async () => {
  const { desk: till } = await staffed()
  for (let n = 0; n < 5; n += 1) await till.signIn({ personId: 'chen', pin: MEI })
  await till.openSetUp({ personId: 'mei', pin: MEI })
  await till.change('chen', { name: 'Chen Li', role: 'cashier' }, '314159')
  till.closeSetUp()
  expect(await till.signIn({ personId: 'chen', pin: '314159' })).toMatchObject({ ok: true })
  expect(till.cashier()?.name).toBe('Chen Li')
})

it('takes the people of a configuration file, once', async () => {
  const { desk: till } = await staffed()
  const brought = [
    { id: 'mei', name: 'Mei', role: 'admin', secret: { kind: 'pin', pin: MEI } },
    { id: 'wu', name: 'Wu', role: 'cashier', secret: { kind: 'hash', hash: 'hash of 271828' } },
  ] as const
  await adoptPeople({ book, pins }, brought, 1)
  const before = book.entries(100).length
  await adoptPeople({ book, pins }, brought, 2)
  expect(book.entries(100)).toHaveLength(before)
  till.follow({ autoLockAfterMs: 0, fromFile: true, proveThere: null })
  expect(till.view()).toMatchObject({
    source: 'file',
    people: [
      { id: 'mei', role: 'admin' },
      { id: 'wu', role: 'cashier' },
    ],
  })
  expect(till.remove('wu')).toMatchObject({ error: { kind: 'from-file' } })
  expect(await till.signIn({ personId: 'wu', pin: '271828' })).toMatchObject({ ok: true })
})

it('asks the backend about its operators, and keeps its own admins for when it is gone', async () => {
  const { desk: till } = await desk()
  await till.add('ada', { name: 'Ada', role: 'admin' }, MEI)
  await till.add('chen', { name: 'Chen', role: 'cashier' }, CHEN)
  till.closeSetUp()
  const wu = { id: 'operator-1', name: 'Wu', role: 'cashier' } as const
  let reachable = true
  till.follow({
    autoLockAfterMs: 0,
    fromFile: false,
    proveThere: async ({ pin }) => {
      if (!reachable) return { ok: false, error: { kind: 'people-unreachable' } }
      return pin === '271828'
        ? { ok: true, value: wu }
        : { ok: false, error: { kind: 'pin-wrong', left: null } }
    },
  })
  till.hearOperators([wu])
  expect(till.view().people.map(({ id }) => id)).toEqual(['operator-1', 'ada'])
  expect(await till.signIn({ personId: 'chen', pin: CHEN })).toMatchObject({ ok: false })
  expect(await till.signIn({ personId: 'operator-1', pin: '271828' })).toMatchObject({ ok: true })
  expect(till.cashier()).toMatchObject({ id: 'operator-1', source: 'backend' })
  expect([till.isOperator('operator-1'), till.isOperator('ada')]).toEqual([true, false])
  reachable = false
  till.lock('pressed')
  expect(await till.signIn({ personId: 'operator-1', pin: '271828' })).toMatchObject({
    error: { kind: 'people-unreachable' },
  })
  expect(await till.openSetUp({ personId: 'ada', pin: MEI })).toMatchObject({ ok: true })
  book.close()
  // Known again before the backend has answered.
  const { desk: again } = await desk()
  again.follow({
    autoLockAfterMs: 0,
    fromFile: false,
    proveThere: async () => ({ ok: false, error: { kind: 'people-unreachable' } }),
  })
  expect(again.isLocked()).toBe(true)
  expect(again.view().source).toBe('backend')
})

it('lets nobody do anything before the backend has ever said who its operators are', async () => {
  const { desk: till } = await desk()
  const rules = {
    autoLockAfterMs: 0,
    fromFile: false,
    proveThere: async () => ({ ok: false, error: { kind: 'people-unreachable' } }) as const,
  }
  till.follow(rules)
  expect(till.view().trouble).toBe('unheard')
  expect(till.mayNow('sell')).toBe(false)
  const asked = { approval: null, subject: '' }
  expect(await allow(till, 'close-shift', asked)).toEqual({
    ok: false,
    error: { kind: 'people-unreachable' },
  })
  // What keeps the till from its backend can be mended.
  expect(till.maySetUp()).toBe(true)
  till.hearOperators([])
  expect([till.view().trouble, till.mayNow('sell')]).toEqual([null, true])
  expect(await allow(till, 'close-shift', asked)).toMatchObject({ ok: true })
  book.close()
  const { desk: again } = await desk()
  again.follow(rules)
  // That there are none is remembered, too.
  expect(again.view().trouble).toBeNull()
})

it('lets whoever may close a shift, and a cashier only with the PIN of somebody who may', async () => {
  const { desk: till } = await desk()
  await till.add('mei', { name: 'Mei', role: 'manager' }, MEI)
  await till.add('chen', { name: 'Chen', role: 'cashier' }, CHEN)
  till.closeSetUp()
  await till.signIn({ personId: 'chen', pin: CHEN })
  const ask = (approval: PinClaim | null) => allow(till, 'close-shift', { approval, subject: '' })
  expect(await ask(null)).toMatchObject({ error: { kind: 'approval-needed' } })
  expect(await ask({ personId: 'chen', pin: CHEN })).toMatchObject({
    error: { kind: 'not-allowed' },
  })
  expect(await ask({ personId: 'mei', pin: MEI })).toMatchObject({ ok: true })
  note(till, { type: 'shift-closed', number: 3 })
  await till.signIn({ personId: 'mei', pin: MEI })
  expect(await ask(null)).toMatchObject({ ok: true })
  const acts = book.entries(20).map(({ event }) => event)
  expect(acts).toContainEqual({ type: 'approved', by: 'mei', act: 'close-shift', subject: '' })
  expect(acts).toContainEqual({ type: 'shift-closed', by: 'chen', number: 3 })
})
