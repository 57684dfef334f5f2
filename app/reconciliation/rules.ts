/** What a merchant's bill is measured by. */
export interface Rules {
  /** Whose bill it must be; every row has to say so. */
  readonly mchId: string
  /** The sub-merchant whose bill it must be; empty: rows of all of them, or none. */
  readonly subMchId: string
  /** The till whose books these are, as its rows name it (`device_info`): what other tills took is theirs to compare. Empty: all of it is ours. */
  readonly ownDevice: string
  /** The rate agreed with WeChat in parts per million; null: fees are only measured by the rate that the bill itself names. */
  readonly agreedRatePpm: number | null
  /** Two charges of one amount at one till within this time are probably one purchase. */
  readonly twiceWithinMs: number
  /** So close to midnight the two sides may count a payment on different days. */
  readonly midnightMs: number
  /** WeChat writes one time of a payment; further apart than this, one of the two is not it. */
  readonly timeApartMs: number
}

/** What the guide to differences says (docs/reconciliation.md). */
export const DEFAULT_RULES: Omit<Rules, 'mchId'> = {
  subMchId: '',
  ownDevice: '',
  agreedRatePpm: null,
  twiceWithinMs: 120_000,
  midnightMs: 300_000,
  timeApartMs: 300_000,
}

/** Our books are read this much further than the day, so that orders near midnight find each other whatever day they count as. */
export const READ_AROUND_MS = 3_600_000
