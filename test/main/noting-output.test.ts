import { expect, it } from 'vitest'
import type { PlainAct } from '../../app/people/allow.ts'
import { fail, succeed } from '../../app/result.ts'
import { notingOutput } from '../../main/noting-output.ts'

it('writes down what was printed and exported, and nothing that was not', async () => {
  const acts: PlainAct[] = []
  const answers = { picked: true, printer: true }
  const output = notingOutput(
    {
      printReport: async () =>
        answers.printer ? succeed({ outcome: 'queued' }) : fail({ kind: 'no-printer' }),
      exportReport: async () => succeed(answers.picked ? { folder: '/reports' } : null),
    },
    (act) => acts.push(act),
  )
  await output.printReport({ number: 42 })
  await output.printReport({ number: null })
  await output.exportReport({ number: 42 })
  answers.picked = false
  answers.printer = false
  expect(await output.exportReport({ number: 41 })).toEqual(succeed(null))
  expect(await output.printReport({ number: 41 })).toEqual(fail({ kind: 'no-printer' }))
  expect(acts).toEqual([
    { type: 'report-printed', number: 42 },
    { type: 'report-printed', number: null },
    { type: 'report-exported', number: 42 },
  ])
})
