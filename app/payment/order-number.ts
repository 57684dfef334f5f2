import type { Clock, Random } from '../ports.ts'

/** WeChat counts days in UTC+8, whatever the till's own zone. */
const CHINA_OFFSET_MS = 8 * 3_600_000

/** Random digits behind the time: two tills that draw in the same second meet once in 10^16. */
const RANDOM_DIGITS = 16

/**
 * A new merchant order number (`out_trade_no`): time in UTC+8 to the second, then random digits. 30 digits;
 * WeChat takes 1–32 characters and each number once (V2 submit page 4011937125).
 */
export function newOrderNumber(clock: Clock, random: Random): string {
  const time = new Date(clock.nowMs() + CHINA_OFFSET_MS)
    .toISOString()
    .replace(/\D/g, '')
    .slice(0, 14)
  return time + random.digits(RANDOM_DIGITS)
}

/** Year to second, and the digits behind. */
const ORDER_NUMBER =
  /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{16}$/

/** Whether a text is an order number as this program makes them, on whatever till. No wallet's code is as long. */
export const isOrderNumber = (text: string): boolean => ORDER_NUMBER.test(text)
