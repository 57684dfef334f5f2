import { fail, type Result, succeed } from '../result.ts'

/** How long the flow waits for what. All in milliseconds. WeChat's own pages disagree; the defaults are named beside each. */
export interface Timing {
  /** Between queries, and before the first. 5 s: global development guide; 10 s: mainland submit page 4011937125. */
  readonly queryEveryMs: number
  /** From submit to giving up and revoking. 30 s: global development guide; 45 s: mainland page and the limit after which WeChat closes unpaid orders itself. */
  readonly giveUpAfterMs: number
  /** No revoke earlier than this after the submit. 15 s: revoke page (global 4013659173). */
  readonly noRevokeBeforeMs: number
  /**
   * When "no such order" becomes proof that a submit never arrived: a payment code lives one minute
   * (Quick Pay product page), so a request still under way after that is refused on arrival.
   */
  readonly absentAfterMs: number
  /** Revokes tried at the till's own pace before the sale is shown as needing a manager. */
  readonly revokesInForeground: number
  /**
   * Longest pause between two tries of the background resolver: short enough that everything is settled
   * within a minute of the network's return: a call of 10 s may be under way then, and two pauses may lie before the last
   * revoke and its query.
   */
  readonly backgroundPauseMaxMs: number
  /** WeChat revokes orders up to 7 days old; after that only a refund helps (revoke page). */
  readonly revocableForMs: number
}

const DAY_MS = 86_400_000

/** What WeChat's global development guide recommends. */
export const DEFAULT_TIMING: Timing = {
  queryEveryMs: 5_000,
  giveUpAfterMs: 30_000,
  noRevokeBeforeMs: 15_000,
  absentAfterMs: 60_000,
  revokesInForeground: 6,
  backgroundPauseMaxMs: 20_000,
  revocableForMs: 7 * DAY_MS,
}

/** A timing that would break a rule; `field` is the one to change. */
export type TimingError = { readonly kind: 'timing-out-of-order'; readonly field: keyof Timing }

/** Checks that the waits fit together: a poll before giving up, no revoke before it is allowed. */
export function checkTiming(timing: Timing): Result<Timing, TimingError> {
  const wrong = (field: keyof Timing): Result<Timing, TimingError> =>
    fail({ kind: 'timing-out-of-order', field })
  if (timing.queryEveryMs <= 0) return wrong('queryEveryMs')
  if (timing.giveUpAfterMs < timing.queryEveryMs) return wrong('giveUpAfterMs')
  if (timing.giveUpAfterMs < timing.noRevokeBeforeMs) return wrong('noRevokeBeforeMs')
  if (timing.absentAfterMs < timing.giveUpAfterMs) return wrong('absentAfterMs')
  if (timing.revocableForMs < timing.absentAfterMs) return wrong('revocableForMs')
  if (timing.revokesInForeground < 1) return wrong('revokesInForeground')
  if (timing.backgroundPauseMaxMs < timing.queryEveryMs) return wrong('backgroundPauseMaxMs')
  return succeed(timing)
}
