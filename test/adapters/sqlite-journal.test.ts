import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../adapters/sqlite.ts'
import { openJournal, type SqliteJournal } from '../../adapters/sqlite-journal.ts'
import { aSale, anAttempt } from '../support/builders.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'journal.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function opened(): Promise<SqliteJournal> {
  const journal = await openJournal(path, 'shop')
  if (!journal.ok) throw new Error(journal.error.kind)
  return journal.value
}

const started = (saleId: string) => {
  const sale = aSale({ saleId })
  return {
    saleId,
    atMs: 1,
    event: { type: 'sale-started' },
    state: { kind: 'awaiting-code', sale },
  } as const
}

const scanned = (saleId: string, outTradeNo: string) => {
  const sale = aSale({ saleId })
  const attempt = anAttempt({ outTradeNo })
  return {
    saleId,
    atMs: 2,
    event: { type: 'code-scanned', outTradeNo, atMs: 2 },
    state: { kind: 'submitting', sale, attempt, age: 'new', stopPressed: false },
  } as const
}

describe('the journal', () => {
  it('gives back the latest state of each sale after a restart, newest first', async () => {
    const journal = await opened()
    await journal.append(started('a'))
    await journal.append(scanned('a', 'no-1'))
    await journal.append(started('b'))
    journal.close()
    const again = await opened()
    expect(again.saved(10)).toEqual([
      { state: started('b').state, place: 'counter' },
      { state: scanned('a', 'no-1').state, place: 'counter' },
    ])
    again.close()
  })

  it('never takes an order number twice, and is usable after refusing one', async () => {
    const journal = await opened()
    await journal.append(scanned('a', 'no-1'))
    await expect(journal.append(scanned('b', 'no-1'))).rejects.toThrow()
    await journal.append(scanned('b', 'no-2'))
    expect(journal.saved(10).map(({ state }) => state.sale.saleId)).toEqual(['b', 'a'])
    journal.close()
  })

  it('limits how many finished sales it gives back, never the unfinished', async () => {
    const journal = await opened()
    for (let n = 0; n < 20; n += 1) {
      const { sale } = started(`s${n}`).state
      await journal.append({ ...started(`s${n}`), state: { kind: 'abandoned', sale } })
      await journal.move(`s${n}`, 'left')
    }
    await journal.append(scanned('open', 'no-1'))
    expect(journal.saved(5).map(({ state }) => state.sale.saleId)).toEqual([
      'open',
      's19',
      's18',
      's17',
      's16',
      's15',
    ])
    journal.close()
  })

  it('refuses a journal in which somebody changed an entry', async () => {
    const journal = await opened()
    await journal.append(started('a'))
    await journal.append(scanned('a', 'no-1'))
    journal.close()
    const db = await openSqlite(path)
    db.exec(`update entry set state = replace(state, 'submitting', 'abandoned') where seq = 2`)
    db.close()
    expect(await openJournal(path, 'shop')).toEqual({
      ok: false,
      error: { kind: 'journal-damaged', seq: 2 },
    })
  })

  it('refuses a journal from which an entry was taken', async () => {
    const journal = await opened()
    for (const id of ['a', 'b', 'c']) await journal.append(started(id))
    journal.close()
    const db = await openSqlite(path)
    db.exec(`pragma foreign_keys = off; delete from entry where seq = 2`)
    db.close()
    expect(await openJournal(path, 'shop')).toEqual({
      ok: false,
      error: { kind: 'journal-damaged', seq: 3 },
    })
  })

  it('refuses a file that is no database', async () => {
    writeFileSync(path, 'this is not a database, whatever its name says'.repeat(50))
    expect(await openJournal(path, 'shop')).toMatchObject({
      ok: false,
      error: { kind: 'journal-damaged' },
    })
    expect(readFileSync(path, 'utf8')).toContain('not a database')
  })

  it('refuses a second process while one has it', async () => {
    const journal = await opened()
    await journal.append(started('a'))
    expect(await openJournal(path, 'shop')).toEqual({
      ok: false,
      error: { kind: 'journal-locked' },
    })
    journal.close()
  })

  it('refuses a journal of a later version', async () => {
    ;(await opened()).close()
    const db = await openSqlite(path)
    db.exec('pragma user_version = 99')
    db.close()
    expect(await openJournal(path, 'shop')).toEqual({
      ok: false,
      error: { kind: 'journal-too-new', version: 99 },
    })
  })

  it('gives back a settled sale until somebody has left it, and where each stood', async () => {
    const journal = await opened()
    await journal.append(started('a'))
    await journal.append(scanned('b', 'no-1'))
    await journal.move('b', 'background')
    const { sale } = started('c').state
    await journal.append({ ...started('c'), state: { kind: 'abandoned', sale } })
    journal.close()
    const again = await opened()
    const places = () => again.saved(0).map(({ state, place }) => [state.sale.saleId, place])
    expect(places()).toEqual([
      ['c', 'counter'],
      ['b', 'background'],
      ['a', 'counter'],
    ])
    await again.move('c', 'left')
    expect(places().map(([saleId]) => saleId)).toEqual(['b', 'a'])
    again.close()
  })

  it('with unfinished sales is not opened for another merchant', async () => {
    const journal = await opened()
    await journal.append(scanned('a', 'no-1'))
    journal.close()
    expect(await openJournal(path, 'another shop')).toEqual({
      ok: false,
      error: { kind: 'journal-of-others' },
    })
    ;(await opened()).close()
  })

  it('without unfinished sales changes hands, and shows the new owner none of the old ones', async () => {
    const journal = await opened()
    const { sale } = started('a').state
    await journal.append({ ...started('a'), state: { kind: 'abandoned', sale } })
    journal.close()
    const other = await openJournal(path, 'another shop')
    expect(other.ok && other.value.saved(0)).toEqual([])
    if (other.ok) other.value.close()
  })
})
