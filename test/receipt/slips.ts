import { slipOf, type SaleSlip, type SlipContext, type TestSlip } from '../../app/receipt/slip.ts'
import { states } from '../payment/samples.ts'

/** A shop in China, with a cashier that nobody has told the till of yet. */
export const context: SlipContext = {
  place: { name: '街角茶铺', branch: '人民路店', till: '3', realMoney: true },
  cashier: null,
  shift: null,
  zoneMinutesAt: () => 480,
}

/** The slip of the paid sample sale, unless told otherwise. */
export function aSlip(parts: Partial<SaleSlip> = {}): SaleSlip {
  const slip = slipOf(states.paid, context)
  if (slip === null) throw new Error('a paid sale has a slip')
  return { ...slip, ...parts }
}

export const testPage: TestSlip = {
  kind: 'test',
  place: context.place,
  atMs: Date.UTC(2026, 0, 1),
  zoneMinutes: -210,
}
