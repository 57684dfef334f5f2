// A till that opens and closes shifts as fast as it can, to be ended at any moment: says each record once it is durable.
import { openShiftBook } from '../../adapters/sqlite-shifts.ts'
import { shiftsOf } from '../../app/shift/shifts.ts'
import { aReport } from '../support/shift-book.ts'

const book = await openShiftBook(process.argv[2] ?? '')
if (!book.ok) throw new Error(book.error.detail)
for (;;) {
  const { closed, open } = shiftsOf(book.value.records())
  const last = closed.at(-1)
  const { opening } = aReport()
  const record =
    open === null
      ? ({ kind: 'opened', opening, carried: [], refunds: null } as const)
      : ({
          kind: 'closed',
          report: aReport({
            number: (last?.report.number ?? 0) + 1,
            previousHash: last?.hash ?? '',
          }),
        } as const)
  const { seq, hash } = book.value.add(record, 1)
  process.stdout.write(`${seq} ${hash}\n`)
}
