/** What is to happen to one order from its first submit on: the same form for printed codes and WeChat's own sandboxes. */
import type { PayerSettings } from '../model.ts'
import type { FaultRequest } from './behaviour.ts'
import type { Faults } from './faults.ts'

export interface Script {
  /** Settings of the payer who pays in it. */
  readonly payer?: Partial<PayerSettings> & { readonly balance?: number }
  readonly faults?: readonly FaultRequest[]
}

/** Ties the script's faults to the order that is about to be submitted. */
export function armScript(faults: Faults, script: Script, outTradeNo: string): void {
  for (const fault of script.faults ?? []) {
    const added = faults.add({ ...fault, when: { ...fault.when, outTradeNo } })
    if (!added.ok) throw new Error(`a script names an unknown preset: ${fault.preset}`)
  }
}
