import type { EpochMs } from '../ports.ts'

const CHINA_OFFSET_MS = 8 * 3_600_000

/** The time that WeChat wrote as `time_end` (`yyyyMMddHHmmss` in UTC+8); null when it is not one. */
export function timeEndMs(timeEnd: string): EpochMs | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(timeEnd)
  if (parts === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) - CHINA_OFFSET_MS
}
