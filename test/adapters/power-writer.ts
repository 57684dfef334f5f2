// A till that writes one of its journals, to be recorded: says before each entry that it asks for it, and once it was promised.
import { mkdirSync, openSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { openJournal } from '../../adapters/sqlite-journal.ts'
import { openRefunds } from '../../adapters/sqlite-refunds.ts'
import { BOOKS, refundedIn, soldIn } from './power-entries.ts'

const [kind = '', folder = '', synchronous = 'full'] = process.argv.slice(2)
/** Closed in order in between. */
const SESSIONS = { payments: [4, 34], refunds: [3, 26] } as const

if (synchronous !== 'full') {
  // The same journal on a database that syncs less than it is asked to, and does not say so.
  const { exec, prepare } = Object.getOwnPropertyDescriptors(DatabaseSync.prototype)
  DatabaseSync.prototype.exec = function less(sql) {
    exec.value?.call(this, sql.replace('synchronous = full', `synchronous = ${synchronous}`))
  }
  DatabaseSync.prototype.prepare = function silent(sql) {
    const statement = prepare.value?.call(this, sql === 'pragma synchronous' ? 'select 2' : sql)
    if (statement === undefined) throw new Error('no such method')
    return statement
  }
}

const marks = openSync(path.join(folder, 'marks'), 'a')
const say = (word: 'asked' | 'told'): void => void writeSync(marks, `${word}\n`)

// As main does, which syncs no folder.
const till = path.join(folder, 'till')
mkdirSync(till)

async function promised(write: () => Promise<void>): Promise<void> {
  say('asked')
  await write()
  say('told')
}

async function sell(from: number, upTo: number): Promise<void> {
  const journal = await openJournal(path.join(till, 'journal.db'), BOOKS)
  if (!journal.ok) throw new Error(journal.error.kind)
  for (let number = from; number < upTo; number += 1) {
    for (const entry of soldIn(number)) await promised(() => journal.value.append(entry))
    await journal.value.move(`sale-${number}`, 'left')
  }
  if (upTo === SESSIONS.payments[0]) journal.value.close()
}

async function refund(from: number, upTo: number): Promise<void> {
  const journal = await openRefunds(path.join(till, 'refunds.db'), BOOKS)
  if (!journal.ok) throw new Error(journal.error.kind)
  for (let number = from; number < upTo; number += 1) {
    for (const entry of refundedIn(number)) await promised(() => journal.value.append(entry))
  }
  if (upTo === SESSIONS.refunds[0]) journal.value.close()
}

const write = kind === 'refunds' ? refund : sell
const [first, all] = SESSIONS[kind === 'refunds' ? 'refunds' : 'payments']
await write(0, first)
await write(first, all)
// Nothing is closed in order at the end.
process.kill(process.pid, 'SIGKILL')
