import { z } from 'zod'
import type { AllowFault } from '../people/allow.ts'
import type { PinClaim } from '../people/prove.ts'
import { pinClaimSchema } from './people.ts'

/** Opens the cash drawer without a sale. */
export interface DrawerCalls {
  openDrawer: {
    ask: { reason: string; approval: PinClaim | null }
    value: null
    error:
      | AllowFault
      | { readonly kind: 'devices-lost' }
      /** No drawer is set up on the printer. */
      | { readonly kind: 'no-drawer' }
      /** The printer did not print, so that the drawer stayed shut, as far as anybody knows. */
      | { readonly kind: 'drawer-shut' }
  }
}

/** One decoder for each of these calls. */
export const drawerAsks: {
  readonly [K in keyof DrawerCalls]: z.ZodType<DrawerCalls[K]['ask']>
} = {
  openDrawer: z.strictObject({ reason: z.string().max(60), approval: pinClaimSchema.nullable() }),
}
