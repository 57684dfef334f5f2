/** A day with a million rows is some hundred megabytes, packed. */
export const BILL_TIMEOUT_MS = 600_000

/** More is no bill. */
export const BILL_BYTES_MAX = 4 * 1024 ** 3
