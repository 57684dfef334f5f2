import type { Configuration } from '../app/contract/configuration.ts'
import type { Setup } from '../app/contract/contract.ts'
import type { Secrets } from './secrets.ts'
import type { FoundSetup } from './setup-store.ts'

/** The configuration as the page may know it: a passphrase can stand in a configuration file. */
export function withoutPassphrase(configuration: Configuration): Configuration {
  if (configuration.wechat?.p12Passphrase === undefined) return configuration
  const { p12Passphrase: _, ...wechat } = configuration.wechat
  return { ...configuration, wechat }
}

/** What the set-up screen is told. */
export async function setupForPage(found: FoundSetup, secrets: Secrets): Promise<Setup> {
  // Only who opens the set-up waits for the contract of the backend to be read.
  const { readDevice } = await import('./device-secret.ts')
  return {
    configuration: withoutPassphrase(found.configuration),
    secrets: secrets.names(),
    secretStore: secrets.store,
    device: readDevice(secrets)?.device ?? null,
    fromFile: found.fromFile,
  }
}
