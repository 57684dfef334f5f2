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

/** FNV-1a. */
export function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** The bucket of a key's hash: the same key always has the same one. */
export const bucketOf = (hash: number, buckets: number): number => hash % buckets

/**
 * Parts of a bucket. What is put together for comparing dies with its part, while it is young: of a whole bucket it would be
 * moved by every collection, which took a third of all time.
 */
const PARTS = 32

/** How texts of a bucket begin: with a sign of their part. */
const SIGN_FIRST = 0x30

/** Marks a text with the part of its key. */
export const inPart = (hash: number, buckets: number, text: string): string =>
  String.fromCharCode(SIGN_FIRST + (Math.floor(hash / buckets) % PARTS)) + text

/** The marked texts of a bucket by their parts, marks and all. */
export function partsOf(texts: readonly string[]): readonly (readonly string[])[] {
  const parts = Array.from({ length: PARTS }, (): string[] => [])
  for (const text of texts) parts[text.charCodeAt(0) - SIGN_FIRST]?.push(text)
  return parts
}
