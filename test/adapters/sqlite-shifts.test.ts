import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path, { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../adapters/sqlite.ts'
import { openShiftBook, type ShiftBook } from '../../adapters/sqlite-shifts.ts'
import { shiftsOf } from '../../app/shift/shifts.ts'
import { aReport } from '../support/shift-book.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shifts-'))
  file = join(folder, 'shifts.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function opened(): Promise<ShiftBook> {
  const book = await openShiftBook(file)
  if (!book.ok) throw new Error(book.error.detail)
  return book.value
}

/** Opens and closes so many shifts. */
function work(book: ShiftBook, shifts: number): void {
  for (let number = 1; number <= shifts; number += 1) {
    const { opening } = aReport()
    book.add({ kind: 'opened', opening, carried: [], refunds: null }, 1)
    const previousHash = shiftsOf(book.records()).closed.at(-1)?.hash ?? ''
    book.add({ kind: 'closed', report: aReport({ number, previousHash }) }, 2)
  }
}

/** Does something to the file that the program never does. */
async function tamper(sql: string): Promise<void> {
  const db = await openSqlite(file)
  db.exec(sql)
  db.close()
}

describe('the book of shifts', () => {
  it('gives back what was added after a restart, chained', async () => {
    const book = await opened()
    work(book, 3)
    const before = book.records()
    book.close()
    const again = await opened()
    expect(again.records()).toEqual(before)
    expect(again.check()).toEqual({ kind: 'whole', zs: 3 })
    const { closed } = shiftsOf(again.records())
    expect(closed.map(({ report }) => report.number)).toEqual([1, 2, 3])
    expect(closed[2]?.report.previousHash).toBe(closed[1]?.hash)
    again.close()
  })

  it.each([
    [
      'a sum',
      `update record set body = replace(body, '"countedMinor":9500', '"countedMinor":9900') where seq = 4`,
      4,
      2,
    ],
    ['a time', 'update record set at_ms = 7 where seq = 2', 2, 1],
    ['a float', `update record set body = replace(body, '10000', '90000') where seq = 3`, 3, 2],
    ['a Z that is gone', 'delete from record where seq in (3, 4)', 3, 3],
  ])('notices %s that was changed', async (_, sql, seq, z) => {
    const book = await opened()
    work(book, 3)
    book.close()
    await tamper(sql)
    const again = await opened()
    expect(again.check()).toEqual({ kind: 'broken', seq, z })
    again.close()
  })

  it('notices that the last Z is gone, by the file beside it', async () => {
    const book = await opened()
    work(book, 2)
    book.close()
    await tamper('delete from record where seq > 2')
    const again = await opened()
    expect(again.check()).toEqual({ kind: 'broken', seq: 4, z: null })
    again.close()
  })

  it('notices a whole file from another day', async () => {
    const book = await opened()
    work(book, 1)
    book.close()
    copyFileSync(file, join(folder, 'yesterday.db'))
    const today = await opened()
    work(today, 1)
    today.close()
    copyFileSync(join(folder, 'yesterday.db'), file)
    const again = await opened()
    expect(again.check().kind).toBe('broken')
    again.close()
  })

  it('refuses numbers with a gap', async () => {
    const book = await opened()
    work(book, 1)
    const { hash = '' } = shiftsOf(book.records()).closed.at(-1) ?? {}
    book.add({ kind: 'closed', report: aReport({ number: 3, previousHash: hash }) }, 3)
    expect(book.check()).toEqual({ kind: 'broken', seq: 3, z: 3 })
    book.close()
  })

  it('is whole whenever it is killed, and has all that it said it had', async () => {
    const writer = path.join(import.meta.dirname, 'shift-writer.ts')
    for (const lines of [1, 2, 3, 8, 21]) {
      const child = spawn(process.execPath, [writer, file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const said: string[] = []
      for await (const line of createInterface(child.stdout)) {
        said.push(line)
        if (said.length === lines) child.kill('SIGKILL')
      }
      const book = await opened()
      const check = book.check()
      expect(check.kind).toBe('whole')
      const written = book.records().map(({ seq, hash }) => `${seq} ${hash}`)
      expect(written).toEqual(expect.arrayContaining(said))
      book.close()
    }
  })

  it('says what is wrong with a file that is none', async () => {
    writeFileSync(file, 'x'.repeat(9_000))
    expect(await openShiftBook(file)).toMatchObject({
      ok: false,
      error: { kind: 'shifts-unusable' },
    })
  })
})
