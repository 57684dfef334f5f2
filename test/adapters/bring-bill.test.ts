import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bringBill } from '../../adapters/backend/bring-bill.ts'
import type { BackendAnswer, BackendClient } from '../../adapters/backend/client.ts'
import type { ProblemCode } from '../../app/contract/rest-problem.ts'

type Answer = BackendAnswer<{ readonly status: 'done' }>

const done: Answer = { kind: 'answered', value: { status: 'done' } }
const lost: Answer = { kind: 'no-answer', cause: 'timeout', detail: '' }
const problem = (code: ProblemCode): Answer => ({ kind: 'problem', code, detail: '' })

let folder: string
let file: string
let asked: string[]
let pauses: number[]

/** Gives these answers, one after the other. */
function clientThat(...answers: readonly Answer[]): BackendClient {
  const left = [...answers]
  return {
    // Proven by the calls that bringing a bill makes: both are answered with the same.
    call: (async (name: string, { params }: { readonly params?: { readonly seq?: string } }) => {
      asked.push(`${name} ${params?.seq ?? ''}`.trim())
      return left.shift() ?? lost
    }) as unknown as BackendClient['call'],
    signed: () => ({ url: '', headers: {} }),
    learnTime: () => undefined,
  }
}

const bring = (client: BackendClient) =>
  bringBill(
    {
      client,
      operator: 'wang',
      onBytes: () => undefined,
      clock: {
        nowMs: () => 0,
        after(delayMs, run) {
          pauses.push(delayMs)
          queueMicrotask(run)
          return () => undefined
        },
      },
    },
    // Any day.
    '20260101' as Parameters<typeof bringBill>[1],
    file,
  )

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-bring-'))
  file = path.join(folder, 'bill.csv')
  writeFileSync(file, '`a,`b\n')
  asked = []
  pauses = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('sends nothing that the backend has already', async () => {
  expect(await bring(clientThat(done))).toEqual({ kind: 'taken' })
  expect(asked).toEqual(['takeInBill'])
})

it('sends a piece again that may have been lost, or that came too fast', async () => {
  const client = clientThat(
    problem('bill-incomplete'),
    lost,
    problem('too-many-requests'),
    problem('unavailable'),
    done,
    done,
  )
  expect(await bring(client)).toEqual({ kind: 'taken' })
  const piece = 'sendBillPiece 1'
  expect(asked).toEqual(['takeInBill', piece, piece, piece, piece, 'takeInBill'])
  expect(pauses).toHaveLength(3)
})

it.each(['sign-in-needed', 'operator-refused', 'bad-request'] as const)(
  'does not insist where it is refused: %s',
  async (code) => {
    const answer = problem(code)
    expect(await bring(clientThat(problem('bill-incomplete'), answer))).toEqual({
      kind: 'refused',
      answer,
    })
    expect(pauses).toEqual([])
  },
)

it('gives up where nothing is heard for long, and says so', async () => {
  expect(await bring(clientThat(problem('bill-incomplete')))).toEqual({
    kind: 'refused',
    answer: lost,
  })
  expect(asked.length).toBeLessThan(20)
})

it('rejects when the file cannot be read', async () => {
  file = path.join(folder, 'gone')
  await expect(bring(clientThat(done))).rejects.toThrow('ENOENT')
})
