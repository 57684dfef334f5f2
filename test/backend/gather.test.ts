import { describe, expect, it } from 'vitest'
import { gather } from '../../backend/gather.ts'

interface Sent {
  readonly items: readonly number[]
  readonly resolve: (answers: readonly number[]) => void
  readonly reject: (error: Error) => void
}

/** A statement that answers when it is told to. */
function statements() {
  const sent: Sent[] = []
  let arrived = (): void => undefined
  return {
    sent,
    run: (items: readonly number[]) =>
      new Promise<readonly number[]>((resolve, reject) => {
        sent.push({ items, resolve, reject })
        arrived()
      }),
    async when(count: number): Promise<void> {
      while (sent.length < count) await new Promise<void>((resolve) => (arrived = resolve))
    },
    answer: (index: number) => sent[index]?.resolve(sent[index].items.map((one) => one * 10)),
    refuse: (index: number, code: string) =>
      sent[index]?.reject(Object.assign(new Error('refused'), { code })),
  }
}

describe('what is asked for at the same time', () => {
  it('shares a statement; what comes while all lanes are busy shares the next', async () => {
    const database = statements()
    const ask = gather({ run: database.run, atOnceMax: 10, lanes: 1 })
    const first = [ask(1), ask(2)]
    await database.when(1)
    const later = [ask(3), ask(4), ask(5)]
    database.answer(0)
    expect(await Promise.all(first)).toEqual([10, 20])
    await database.when(2)
    database.answer(1)
    expect(await Promise.all(later)).toEqual([30, 40, 50])
    expect(database.sent.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4, 5],
    ])
  })

  it('uses every lane and no statement that is too large', async () => {
    const database = statements()
    const ask = gather({ run: database.run, atOnceMax: 2, lanes: 2 })
    const all = [1, 2, 3, 4, 5].map(ask)
    await database.when(2)
    expect(database.sent.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4],
    ])
    database.answer(1)
    await database.when(3)
    database.answer(0)
    database.answer(2)
    expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50])
  })

  it('is tried one by one when the database cannot take one of them', async () => {
    const database = statements()
    const ask = gather({ run: database.run, atOnceMax: 10, lanes: 1 })
    const all = Promise.allSettled([1, 2].map(ask))
    await database.when(1)
    database.refuse(0, '23503')
    await database.when(2)
    database.refuse(1, '23503')
    await database.when(3)
    database.answer(2)
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  it('fails together when nobody knows what became of the statement, and is never sent again', async () => {
    const database = statements()
    const ask = gather({ run: database.run, atOnceMax: 10, lanes: 1 })
    const all = Promise.allSettled([1, 2].map(ask))
    await database.when(1)
    database.refuse(0, 'CONNECTION_CLOSED')
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(database.sent).toHaveLength(1)
  })
})
