import type { BrowserWindow } from 'electron'
import type { Handlers } from '../app/contract/contract.ts'
import { succeed } from '../app/result.ts'
import type { Secrets } from './secrets.ts'
import type { FoundSetup } from './setup-store.ts'

/** What an open set-up asks for now and then: read and compiled only when it does. */
export const setupCalls = (parts: {
  readonly window: () => BrowserWindow | null
  readonly setup: () => FoundSetup
  readonly secrets: () => Secrets
}): Pick<Handlers, 'importSetup' | 'exportSetup' | 'checkAccess'> => ({
  async importSetup() {
    const { importSetup } = await import('./setup-file.ts')
    return succeed(await importSetup(parts.window()))
  },
  async exportSetup({ configuration }) {
    const { exportSetup } = await import('./setup-file.ts')
    return succeed(await exportSetup(parts.window(), configuration))
  },
  async checkAccess(ask) {
    const { checkAccess } = await import('./check-access.ts')
    return succeed(await checkAccess(ask, parts.setup(), parts.secrets()))
  },
})
