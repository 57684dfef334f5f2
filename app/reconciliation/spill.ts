/**
 * Texts put aside in buckets, so that a day of any size is matched a bucket at a time and memory does not grow with the day.
 * Nothing in it lasts longer than one reconciliation.
 */
export interface Spill {
  /** Puts a text without line ends into a bucket. */
  readonly put: (bucket: number, text: string) => void
  /** Everything in a bucket, in order; afterwards it is empty. */
  readonly take: (bucket: number) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** Makes an empty spill with so many buckets. */
export type OpenSpill = (buckets: number) => Promise<Spill>

/** Rows that are looked at together: some thousand fit into a few megabytes, and files are not opened by the hundred. */
const ROWS_PER_BUCKET = 6_000
const BUCKETS_MAX = 256

/** Buckets for a day of about so many rows. */
export const bucketsFor = (rows: number): number =>
  Math.min(BUCKETS_MAX, Math.max(1, Math.ceil(rows / ROWS_PER_BUCKET)))

/** The bucket of a key: the same key always has the same one (FNV-1a). */
export function bucketOf(key: string, buckets: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0) % buckets
}
