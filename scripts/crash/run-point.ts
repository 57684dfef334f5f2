import type { ControlClient } from '../../simulator/control-client.ts'
import { anotherCode, newPayer, type PaymentKind } from './payments.ts'
import type { CrashPoint, ShimControl } from './shim.ts'
import type { TillUnderTest } from './till-under-test.ts'

/** Where payments are made and processes end. */
export interface Lane {
  readonly till: TillUnderTest
  /** Of the process that ends: the till's, or a backend node's. */
  readonly control: ShimControl
  readonly wechat: ControlClient
  /** An amount that no other payment has: by it faults find their order. */
  readonly nextAmount: () => number
  /** Brings whatever ended back; the counter line is the till's first afterwards, where the till itself had ended. */
  readonly revive: () => Promise<void>
}

/** What became of one payment. */
export interface PointOutcome {
  /** The process was ended at the point; otherwise the payment never came that far. */
  readonly fired: boolean
  readonly payments: number
  readonly ended: string
}

const DECIDED: readonly string[] = ['paid', 'not-charged', 'stopped']
/** The payer is asked: the submit was answered. */
const ASKED: readonly string[] = ['password', 'unknown', 'cancelling', 'returning', ...DECIDED]

/** Makes one payment whose process ends at the point, and follows it until it is decided and left. */
export async function runPoint(
  lane: Lane,
  kind: PaymentKind,
  point: CrashPoint,
): Promise<PointOutcome> {
  const { till, control } = lane
  const minor = lane.nextAmount()
  const code = await newPayer(lane.wechat, kind, minor)
  till.wish({ wish: 'sell', minor })
  await till.until(({ screen }) => screen === 'ready')
  control.arm(point)
  let line = await pay(till, kind, code)
  let payments = 1
  if (line === null) {
    await lane.revive()
    line = await till.until(({ screen }) => ['ready', ...DECIDED].includes(screen))
    // The scan was not durable when the till died, so nothing was sent: the customer shows another code.
    if (line?.screen === 'ready') {
      payments += 1
      line = await pay(till, kind, await anotherCode(lane.wechat, minor))
    }
  }
  const ended = line?.screen ?? 'gone'
  till.wish({ wish: 'next' })
  if ((await till.until(({ screen }) => screen === 'empty')) === null) {
    await lane.revive()
    await till.until(({ screen }) => ['empty', ...DECIDED].includes(screen))
    till.wish({ wish: 'next' })
    await till.until(({ screen }) => screen === 'empty')
  }
  const fired = control.fired()
  control.disarm()
  return { fired, payments, ended }
}

/** From the scan to the verdict; null when the till's process ended before. */
async function pay(
  till: TillUnderTest,
  kind: PaymentKind,
  code: string,
): ReturnType<TillUnderTest['until']> {
  till.wish({ wish: 'scan', code })
  if (kind.stops) {
    if ((await till.until(({ screen }) => ASKED.includes(screen))) === null) return null
    till.wish({ wish: 'stop' })
  }
  return till.until(({ screen }) => DECIDED.includes(screen))
}
