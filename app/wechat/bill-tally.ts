import type { BillSink } from './bill.ts'
import { XML_BYTES_MAX } from './xml.ts'

/** What is kept here of a download of any size: how long it is, and its beginning, which tells an error from a bill. */
export interface BillTally {
  /** Takes what comes and hands it on. */
  readonly take: BillSink
  readonly bytes: () => number
  /** All of it while it is no longer than an error may be; of more, a part that is longer than that. */
  readonly head: () => Buffer
}

/** Counts what goes into a sink. */
export function tallyInto(sink: BillSink): BillTally {
  const head: Uint8Array[] = []
  let bytes = 0
  return {
    take(chunk) {
      if (bytes <= XML_BYTES_MAX) head.push(chunk)
      bytes += chunk.length
      sink(chunk)
    },
    bytes: () => bytes,
    head: () => Buffer.concat(head),
  }
}
