import type { ShiftCalls } from '../app/contract/shifts.ts'
import type { CallFault, Calls, TillBridge } from '../app/contract/contract.ts'
import type { Result } from '../app/result.ts'

declare global {
  interface Window {
    /** Put there by the preload script; the preview puts a scripted one. */
    readonly till: TillBridge
  }
}

/** Calls whose faults are told where they happen, and nowhere else. */
type ToldThere = keyof ShiftCalls

/** Any way in which a call can fail that is told over the sales screen. */
export type Fault =
  | { [K in Exclude<keyof Calls, ToldThere>]: Calls[K]['error'] }[Exclude<keyof Calls, ToldThere>]
  | CallFault

type Answer<K extends keyof Calls> = Result<Calls[K]['value'], Calls[K]['error'] | CallFault>

/** Calls main. Never rejects: a main process that is gone is a fault like any other. */
export async function call<K extends keyof Calls>(
  name: K,
  ask: Calls[K]['ask'],
): Promise<Answer<K>> {
  try {
    return await window.till.calls[name](ask)
  } catch {
    return { ok: false, error: { kind: 'main-crashed' } }
  }
}
