import path from 'node:path'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Imported } from '../app/contract/setup-file.ts'
import { withoutPassphrase } from './setup-for-page.ts'
import { parseConfiguration } from './setup-store.ts'

/** Reads a configuration file for the set-up screen, which is told no passphrase; nothing is stored. */
export function readImport(file: string): Imported {
  const name = path.basename(file)
  const parsed = parseConfiguration(file)
  if (parsed.kind === 'unreadable') {
    return { outcome: 'unreadable', file: name, detail: parsed.detail }
  }
  if (parsed.kind === 'invalid') return { outcome: 'invalid', file: name, issues: parsed.issues }
  const configuration = withAbsoluteFiles(parsed.configuration, path.dirname(file))
  return {
    outcome: 'imported',
    file: name,
    configuration: withoutPassphrase(configuration),
    passphraseLeftOut: configuration.wechat?.p12Passphrase !== undefined,
  }
}

const FILES = ['apiKeyFile', 'certificateFile', 'certificateKeyFile', 'p12File', 'caFile'] as const

/** Relative paths start at the folder of the file that they stand in, and what is saved stands in another. */
function withAbsoluteFiles(
  { wechat, backend, ...rest }: Configuration,
  folder: string,
): Configuration {
  const found = wechat && { ...wechat }
  for (const name of FILES) {
    const value = found?.[name]
    if (found !== undefined && value !== undefined) found[name] = path.resolve(folder, value)
  }
  const caFile = backend?.caFile
  return {
    ...rest,
    ...(found === undefined ? {} : { wechat: found }),
    ...(backend === undefined
      ? {}
      : {
          backend: {
            ...backend,
            ...(caFile === undefined ? {} : { caFile: path.resolve(folder, caFile) }),
          },
        }),
  }
}
