import { readFileSync } from 'node:fs'
import path from 'node:path'
import { systemAuthorities } from '../adapters/system-authorities.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import { type AccessFinding, found } from '../app/access-check/finding.ts'
import type { AccessAsk, AccessReport } from '../app/contract/access-check.ts'
import { checkBackend } from './check-backend.ts'
import { checkWechat } from './check-wechat.ts'
import { readDevice } from './device-secret.ts'
import { createFindProxy } from './find-proxy.ts'
import type { Secrets } from './secrets.ts'
import type { FoundSetup } from './setup-store.ts'

type WechatAsk = Extract<AccessAsk, { readonly way: 'wechat' }>
type BackendAsk = Extract<AccessAsk, { readonly way: 'backend' }>

/** Checks a way to WeChat Pay with this machine's proxy, authorities and clock. Nothing is stored. */
export async function checkAccess(
  ask: AccessAsk,
  setup: FoundSetup,
  secrets: Secrets,
): Promise<AccessReport> {
  const findings =
    ask.way === 'wechat'
      ? await direct(ask, setup, secrets)
      : await throughBackend(ask, setup, secrets)
  return { findings }
}

const world = ({ configuration }: FoundSetup) => ({
  timing: configuration.timing,
  authorities: systemAuthorities(),
  findProxy: createFindProxy(),
  clock: systemClock,
})

function direct(
  { wechat, secrets: typed }: WechatAsk,
  setup: FoundSetup,
  secrets: Secrets,
): Promise<readonly AccessFinding[]> {
  // The page is never told the passphrase of a configuration file, so it cannot send it either.
  const p12Passphrase = wechat.p12Passphrase ?? setup.configuration.wechat?.p12Passphrase
  return checkWechat({
    ...world(setup),
    random: systemRandom,
    wechat: { ...wechat, ...(p12Passphrase === undefined ? {} : { p12Passphrase }) },
    folder: setup.folder,
    secret: (name) => typed[name] ?? secrets.get(name),
  })
}

async function throughBackend(
  { backend }: BackendAsk,
  setup: FoundSetup,
  secrets: Secrets,
): Promise<readonly AccessFinding[]> {
  const known = readDevice(secrets)
  const own = ownAuthorities(backend.caFile, setup.folder)
  if (typeof own === 'object' && own !== null) return [own]
  return checkBackend({
    ...world(setup),
    backend,
    ownAuthorities: own,
    device:
      known === null
        ? null
        : {
            deviceId: known.device.deviceId,
            key: known.keys.current,
            otherKey: known.keys.next,
          },
    codeIsUsed: known?.madeBy(backend.enrolmentCode) === true,
  })
}

/** The text of the file, null when there is none to read, or why it cannot be read. */
function ownAuthorities(file: string | undefined, folder: string): string | null | AccessFinding {
  if (file === undefined) return null
  try {
    return readFileSync(path.resolve(folder, file), 'utf8')
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unreadable'
    return found('file-unreadable', { about: 'backend.caFile', detail })
  }
}
