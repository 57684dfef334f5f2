import type { RefundEntry, RefundJournal, SavedRefund } from '../../app/refund/journal.ts'
import { isSettled } from '../../app/refund/state.ts'
import type { Disk } from './disk.ts'
import type { DurableNews } from './durable-log.ts'
import type { ProcessLife } from './process-life.ts'

/** A journal of refunds with the rules of the SQLite one, on a disk that may fail. */
export interface DiskRefunds extends RefundJournal {
  /** Every refund that was ever made durable, the oldest first. */
  readonly all: () => readonly SavedRefund[]
}

/** Opens what is on the disk; one life of one process. */
export function openDiskRefunds(
  disk: Disk,
  life: ProcessLife,
  onDurable: (news: DurableNews) => void,
): DiskRefunds {
  const refunds = new Map<string, SavedRefund>()
  const take = ({ outRefundNo, event, state }: RefundEntry): void => {
    const facts = event.type === 'refund-requested' ? event.facts : refunds.get(outRefundNo)?.facts
    if (facts === undefined) throw new Error('a refund that nobody requested')
    refunds.set(outRefundNo, { facts, state })
    onDurable({ what: 'refund', number: outRefundNo, state: state.kind })
  }
  // Written below: what comes out is what went in.
  for (const record of disk.records()) take(JSON.parse(record) as RefundEntry)
  // One after another, as SQLite does it: a record never overtakes one before it.
  let tail: Promise<unknown> = Promise.resolve()
  const which = (wanted: (saved: SavedRefund) => boolean): readonly SavedRefund[] =>
    [...refunds.values()].filter(wanted)
  return {
    append(entry) {
      const record = JSON.stringify(entry)
      const done = tail.then(async () => {
        const isNew = entry.event.type === 'refund-requested'
        if (isNew && refunds.has(entry.outRefundNo)) throw new Error('refund number used before')
        await disk.write(life, record)
        take(entry)
      })
      tail = done.catch(() => undefined)
      return done
    },
    all: () => [...refunds.values()],
    ofSale: (saleId) => which(({ facts }) => facts.saleId === saleId),
    ofOrder: (outTradeNo) => which(({ state }) => state.refund.outTradeNo === outTradeNo),
    unsettled: () => which(({ state }) => !isSettled(state)),
    refund: (outRefundNo) => refunds.get(outRefundNo) ?? null,
  }
}
