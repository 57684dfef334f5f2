import { create } from 'zustand'
import type { TillBridge } from '../../app/contract/contract.ts'
import type { ShiftState } from '../../app/contract/shifts.ts'
import { call } from '../bridge.ts'

/** How the shifts stand; null until somebody asked. Written by `followShifts` and `readShifts` alone. */
export const useShifts = create<{ readonly state: ShiftState | null }>(() => ({ state: null }))

/** Follows the shifts. Returns a function that stops. */
export const followShifts = (bridge: TillBridge): (() => void) =>
  bridge.on('shiftChanged', (state) => useShifts.setState({ state }))

/** Asks how the shifts stand. Where they cannot be had, whoever opens them is told why. */
export async function readShifts(): Promise<void> {
  const answer = await call('readShift', null)
  if (answer.ok) useShifts.setState({ state: answer.value })
}
