/**
 * Lets Node run the main process's own modules without Electron. Of Electron they use here only two questions: which proxy the system is
 * set to, and whether it has a key store. Loaded with `--import`.
 */
import { registerHooks } from 'node:module'

const STAND_IN = `data:text/javascript,${encodeURIComponent(`
  export const session = { defaultSession: { resolveProxy: async () => 'DIRECT' } }
  export const safeStorage = { isEncryptionAvailable: () => false }
`)}`

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
})
