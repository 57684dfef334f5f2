import { safeStorage } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import type { SecretNames } from '../app/contract/configuration.ts'
import { replaceFile } from './replace-file.ts'

/** What is kept secretly: what the set-up screen sets, who this machine is to the merchant's backend, and what PINs are mixed with. */
export type KeptName = SecretNames | 'device' | 'pinSecret'

/** The till's secrets, kept in a file of their own. */
export interface Secrets {
  readonly get: (name: KeptName) => string | undefined
  /** Those that the set-up screen can set. */
  readonly names: () => readonly SecretNames[]
  /** Adds or replaces the secrets given; the others stay. */
  readonly set: (values: { readonly [N in KeptName]?: string | undefined }) => void
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
  const read = (): Partial<Record<KeptName, Kept>> => {
    if (!existsSync(file)) return {}
    try {
      // Written by `set` below.
      return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<KeptName, Kept>>
    } catch {
      // The engine's own words would quote the file.
      throw new Error('the file of secrets cannot be read')
    }
  }
  return {
    store: os ? 'os' : 'file',
    // Written by `set` alone, whose names are the type's.
    names: () =>
      (Object.keys(read()) as KeptName[]).filter(
        (name) => name !== 'device' && name !== 'pinSecret',
      ),
    get(name) {
      const kept = read()[name]
      if (kept === undefined) return undefined
      return kept.encrypted ? keyStore.decrypt(kept.value) : kept.value
    },
    set(values) {
      const kept: Partial<Record<KeptName, Kept>> = read()
      for (const [name, value] of Object.entries(values)) {
        if (value === undefined) continue
        // The names come from the contract's own decoder.
        kept[name as KeptName] = { encrypted: os, value: os ? keyStore.encrypt(value) : value }
      }
      replaceFile(file, JSON.stringify(kept))
    },
  }
}
