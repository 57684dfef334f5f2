import { afterEach, beforeEach, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPins, isPinHash } from '../../adapters/argon2-pins.ts'
import { openSqlite } from '../../adapters/sqlite.ts'
import { openPeople } from '../../adapters/sqlite-people.ts'

const markOf = (hash: string): string => `mark of ${hash}`
let file: string
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'people-')), 'people.db')
})
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }))

const open = async () => {
  const opened = await openPeople(file, markOf)
  if (!opened.ok) throw new Error(opened.error.detail)
  return opened.value
}

/** Three acts of a shop with one manager. */
async function fill(): Promise<void> {
  const { book } = await open()
  const person = { id: 'mei', name: 'Mei', role: 'manager' } as const
  const added = { type: 'person-added', by: 'set-up', person, pinMark: markOf('h') } as const
  book.write({ atMs: 1, events: [added], pin: { id: 'mei', hash: 'h' } })
  book.write({ atMs: 2, events: [{ type: 'signed-in', by: 'mei' }] })
  book.write({ atMs: 3, events: [{ type: 'signed-out', by: 'mei', cause: 'idle' }] })
  book.close()
}

async function meddle(sql: string): Promise<void> {
  const db = await openSqlite(file)
  db.exec(sql)
  db.close()
}

it('keeps people, PINs, tries and acts', async () => {
  await fill()
  const { book, changed } = await open()
  expect(changed).toBe(false)
  expect(book.people()).toEqual([{ id: 'mei', name: 'Mei', role: 'manager' }])
  expect(book.hashOf('mei')).toBe('h')
  expect(book.entries(2).map(({ seq, atMs, event }) => [seq, atMs, event.type])).toEqual([
    [3, 3, 'signed-out'],
    [2, 2, 'signed-in'],
  ])
  expect(book.firstChanged()).toBeNull()
  book.write({ atMs: 4, events: [], tries: { id: 'mei', tries: { wrong: 2, lockedUntilMs: 9 } } })
  book.close()
  const again = await open()
  expect(again.book.tries('mei')).toEqual({ wrong: 2, lockedUntilMs: 9 })
  again.book.close()
})

it.each([
  [
    'an act that was changed',
    `update act set event = replace(event, 'idle', 'pressed') where seq = 3`,
  ],
  ['an act that was taken out', 'delete from act where seq = 2'],
  ['the latest act taken away', 'delete from act where seq = 3'],
  ['all acts taken away', 'delete from act; delete from pin'],
  [
    'a person made an admin',
    `update act set event = replace(event, 'manager', 'admin') where seq = 1`,
  ],
  ['a PIN that was exchanged', `update pin set hash = 'mine'`],
  ['a PIN taken away', 'delete from pin'],
])('notices %s', async (_, sql) => {
  await fill()
  await meddle(sql)
  const { book, changed } = await open()
  expect(changed).toBe(true)
  book.close()
})

it('is told to be no good where it is no database', async () => {
  const { writeFileSync } = await import('node:fs')
  writeFileSync(file, 'x'.repeat(4096))
  expect(await openPeople(file, markOf)).toMatchObject({ error: { kind: 'people-unusable' } })
})

it('hashes PINs with argon2id and this till’s own secret, and takes plain hashes made elsewhere', async () => {
  const pins = createPins(() => Buffer.alloc(32, 7))
  const kept = await pins.hash('246813')
  expect(kept).not.toContain('246813')
  expect(kept).toMatch(/^sealed:\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect([await pins.matches(kept, '246813'), await pins.matches(kept, '246814')]).toEqual([
    true,
    false,
  ])
  const elsewhere = createPins(() => Buffer.alloc(32, 8))
  expect(await elsewhere.matches(kept, '246813')).toBe(false)
  const { hash } = await import('@node-rs/argon2')
  const plain = await hash('246813', { memoryCost: 16_384, timeCost: 2, parallelism: 1 })
  expect(isPinHash(plain)).toBe(true)
  expect(await pins.matches(plain, '246813')).toBe(true)
  expect(isPinHash('246813')).toBe(false)
})
