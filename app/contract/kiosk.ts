import { z } from 'zod'
import type { PinClaim, ProofFault } from '../people/prove.ts'
import { pinClaimSchema } from './people.ts'

/** Calls about the till that fills its screen. */
export interface KioskCalls {
  /** Leaves the full screen until the next start: by a manager's PIN, or by nobody's where there are no people. */
  leaveKiosk: {
    ask: { claim: PinClaim | null }
    value: null
    error: ProofFault | { readonly kind: 'no-kiosk' }
  }
}

/** One decoder for each of these calls. */
export const kioskAsks = {
  leaveKiosk: z.strictObject({ claim: pinClaimSchema.nullable() }),
} satisfies { readonly [K in keyof KioskCalls]: z.ZodType<KioskCalls[K]['ask']> }
