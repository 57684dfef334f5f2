import type { EpochMs } from '../ports.ts'
import { type AccessFinding, found } from './finding.ts'
import type { LineTrouble } from './line-trouble.ts'

/** What became of one request, as the line tells it. Nothing in an answer was checked. */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly dateMs?: EpochMs | null }
  | { readonly kind: 'not-sent'; readonly trouble?: LineTrouble; readonly detail: string }
  | {
      readonly kind: 'no-answer'
      readonly cause: 'timeout' | 'broken' | 'too-large'
      readonly detail: string
    }

/** One request, and when: for the time it took and for the clock. */
export interface Exchange {
  readonly posted: Posted
  readonly startedAtMs: EpochMs
  readonly endedAtMs: EpochMs
}

/** What is wrong with the line to a host; null when a whole answer came. */
export function lineFinding(about: string, { posted }: Exchange): AccessFinding | null {
  switch (posted.kind) {
    case 'answered':
      return null
    case 'not-sent':
      return found(posted.trouble ?? 'no-route', { about, detail: posted.detail })
    case 'no-answer':
      if (posted.cause === 'timeout') return found('slow', { about })
      return found(posted.cause === 'broken' ? 'broken-answer' : 'strange-answer', { about })
  }
}

/** WeChat's clock is written in whole seconds, and an answer takes a moment. */
const CLOCK_OFF_MS = 30_000

/** How far this computer's clock is from the other side's; null when that did not say. */
export function clockFinding({ posted, startedAtMs, endedAtMs }: Exchange): AccessFinding | null {
  if (posted.kind !== 'answered' || posted.dateMs === undefined || posted.dateMs === null) {
    return null
  }
  const behindMs = posted.dateMs - (startedAtMs + endedAtMs) / 2
  return Math.abs(behindMs) < CLOCK_OFF_MS
    ? found('clock-right')
    : found('clock-off', { ms: Math.round(behindMs) })
}
