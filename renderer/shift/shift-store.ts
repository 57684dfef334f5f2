import { create } from 'zustand'
import type { TillBridge } from '../../app/contract/contract.ts'
import type { ShiftState } from '../../app/contract/shifts.ts'
import { call } from '../bridge.ts'
import type { ShiftProblem } from './shift-fault-text.ts'

/** How the shifts stand; null until somebody asked. Written by `followShifts` and `readShifts` alone. */
export const useShifts = create<{ readonly state: ShiftState | null }>(() => ({ state: null }))

/** Follows the shifts. Returns a function that stops. */
export const followShifts = (bridge: TillBridge): (() => void) =>
  bridge.on('shiftChanged', (state) => useShifts.setState({ state }))

/** Asks how the shifts stand. Says why they cannot be had; null when they can. */
export async function readShifts(): Promise<ShiftProblem | null> {
  const answer = await call('readShift', null)
  if (!answer.ok) return answer.error
  useShifts.setState({ state: answer.value })
  return null
}
