import { safeStorage } from 'electron'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { SecretNames } from '../app/contract/configuration.ts'

/** The till's secrets, kept in a file of their own. */
export interface Secrets {
  readonly get: (name: SecretNames) => string | undefined
  readonly names: () => readonly SecretNames[]
  /** Adds or replaces the secrets given; the others stay. */
  readonly set: (values: { readonly [N in SecretNames]?: string | undefined }) => void
  /** `os`: encrypted under the system's key store. `file`: readable by this user only, because there is no key store. */
  readonly store: 'os' | 'file'
}

interface Kept {
  readonly encrypted: boolean
  readonly value: string
}

/**
 * Encrypts through the system's key store. Electron 45 marks these synchronous functions as deprecated and 46
 * drops them; Electron 33 has no others. On Linux without a keyring there is no key store at all.
 */
const keyStore = {
  available: (): boolean => safeStorage.isEncryptionAvailable(),
  encrypt: (value: string): string => safeStorage.encryptString(value).toString('base64'),
  decrypt: (value: string): string => safeStorage.decryptString(Buffer.from(value, 'base64')),
}

/** Opens the secrets file, which need not exist yet. Call after the app is ready. */
export function openSecrets(file: string): Secrets {
  const os = keyStore.available()
  // Written by `set` below; a file that somebody broke ends the start with a parse error, not with wrong keys.
  const read = (): Partial<Record<SecretNames, Kept>> =>
    existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<SecretNames, Kept>>)
      : {}
  return {
    store: os ? 'os' : 'file',
    names: () => Object.keys(read()) as SecretNames[],
    get(name) {
      const kept = read()[name]
      if (kept === undefined) return undefined
      return kept.encrypted ? keyStore.decrypt(kept.value) : kept.value
    },
    set(values) {
      const kept: Partial<Record<SecretNames, Kept>> = read()
      for (const [name, value] of Object.entries(values)) {
        if (value === undefined) continue
        // The names come from the contract's own decoder.
        kept[name as SecretNames] = { encrypted: os, value: os ? keyStore.encrypt(value) : value }
      }
      const next = `${file}.new`
      writeFileSync(next, JSON.stringify(kept), { mode: 0o600 })
      chmodSync(next, 0o600)
      renameSync(next, file)
    },
  }
}
