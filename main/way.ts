import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openJournal, type SqliteJournal } from '../adapters/sqlite-journal.ts'
import { openRefunds, type RefundsError, type SqliteRefunds } from '../adapters/sqlite-refunds.ts'
import type { Configuration, SecretNames } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import type { Timing } from '../app/payment/timing.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { Access } from './access.ts'
import { backendBooks, directBooks, TRAINING_BOOKS } from './books.ts'
import { readCredentials } from './credentials.ts'
import { readDevice } from './device-secret.ts'
import type { EmbeddedSimulator } from './embedded-simulator.ts'
import type { StationParts } from './station.ts'
import { openWechat } from './wechat.ts'

/** The way that the set-up names, and whose orders go over it. */
export interface Way {
  readonly access: Access
  readonly timing: Timing
  readonly simulator: EmbeddedSimulator | null
  /** Where the journal of these orders lies. */
  readonly folder: string
  /** Whose books its orders are in. */
  readonly books: string
}

/** Books that no journal with open sales is in. */
const NOBODY = 'nobody'

/** Opens the way to WeChat; in training the simulator first, with a backend the enrolment. */
export function openWay(parts: StationParts): Promise<Result<Way, StartFault>> {
  switch (parts.setup.configuration.mode) {
    case 'training':
      return openTraining(parts)
    case 'physical-store':
      return openDirect(parts)
    case 'merchant-backend':
      return openThroughBackend(parts)
  }
}

/** Opens the refunds, beside the journal. A till whose refunds are no good sells on, and says so. */
export async function openRefundBooks(
  { log }: StationParts,
  { folder, books }: Pick<Way, 'folder' | 'books'>,
): Promise<Result<SqliteRefunds, RefundsError>> {
  const refunds = await openRefunds(path.join(folder, 'refunds.db'), books)
  if (!refunds.ok) log.error({ error: refunds.error }, 'the refunds cannot be used')
  return refunds
}

/** Opens the journal; its open sales must be from the same books. */
export async function openBooks(
  { log }: StationParts,
  { folder, books }: Pick<Way, 'folder' | 'books'>,
): Promise<Result<SqliteJournal, StartFault>> {
  mkdirSync(folder, { recursive: true })
  const journal = await openJournal(path.join(folder, 'journal.db'), books)
  if (journal.ok) return journal
  const { error } = journal
  log.error({ error }, 'the journal cannot be used')
  return fail(error.kind === 'journal-unusable' ? error : { kind: error.kind })
}

async function openTraining(parts: StationParts): Promise<Result<Way, StartFault>> {
  const simulator = await embedded(parts)
  if (!simulator.ok) return simulator
  const access = await connect(parts, simulator.value)
  if (!access.ok) {
    simulator.value.close()
    return access
  }
  return succeed({
    access: access.value,
    timing: parts.setup.configuration.timing,
    simulator: simulator.value,
    folder: path.join(parts.dataDir, 'simulator'),
    books: TRAINING_BOOKS,
  })
}

async function openDirect(parts: StationParts): Promise<Result<Way, StartFault>> {
  const access = await connect(parts, null)
  if (!access.ok) return access
  const { wechat, timing } = parts.setup.configuration
  const sandbox = wechat?.sandbox ?? 'off'
  return succeed({
    access: access.value,
    timing,
    simulator: null,
    folder: sandbox === 'off' ? parts.dataDir : path.join(parts.dataDir, `sandbox-${sandbox}`),
    books: directBooks({ wechat }),
  })
}

async function openThroughBackend(parts: StationParts): Promise<Result<Way, StartFault>> {
  const { setup, dataDir: folder, secrets } = parts
  const { backend, timing } = setup.configuration
  if (backend === undefined) return fail({ kind: 'not-enrolled', reason: 'no-code' })
  const known = readDevice(secrets)
  const code = backend.enrolmentCode
  if (code !== '' && known?.madeBy(code) !== true) {
    // A new device may be another merchant's: open sales could then not be settled any more, and the old one would be gone.
    const nobodys = await openBooks(parts, { folder, books: NOBODY })
    if (!nobodys.ok) return nobodys
    nobodys.value.close()
  }
  // Signing and event streams are read only by tills that need them.
  const { openBackend } = await import('./backend.ts')
  const access = await openBackend({ ...parts, backend, timing, folder: setup.folder })
  if (!access.ok) return access
  return succeed({
    access: access.value,
    // The backend itself keeps WeChat's shortest time, and a stop that overtakes its start closes the number.
    timing: { ...timing, noRevokeBeforeMs: 0 },
    simulator: null,
    folder,
    books: backendBooks(access.value.known.device),
  })
}

async function embedded(parts: StationParts): Promise<Result<EmbeddedSimulator, StartFault>> {
  const folder = path.join(parts.dataDir, 'simulator')
  mkdirSync(folder, { recursive: true })
  try {
    const { startSimulator } = await import('./embedded-simulator.ts')
    const { close, ...ready } = await startSimulator(folder)
    // For the demo and for whoever wants to play the payer by the control API.
    writeFileSync(path.join(folder, 'ready.json'), JSON.stringify(ready, null, 2), { mode: 0o600 })
    return succeed({ ...ready, close })
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown'
    parts.log.error({ detail }, 'the embedded simulator did not start')
    return fail({ kind: 'simulator-failed', detail })
  }
}

/** The way to WeChat Pay itself; in training, to the simulator. */
async function connect(
  parts: StationParts,
  simulator: EmbeddedSimulator | null,
): Promise<Result<Access, StartFault>> {
  const { setup, secrets, log, lights } = parts
  const wechat = simulator === null ? setup.configuration.wechat : trainingWechat(simulator)
  if (wechat === undefined) {
    return fail({ kind: 'credentials-missing', at: 'wechat', reason: 'missing' })
  }
  const secret =
    simulator === null
      ? secrets.get
      : (name: SecretNames) => (name === 'apiKey' ? simulator.merchant.apiKey : simulator.merchant.apiV3Key) // prettier-ignore
  const credentials = await readCredentials({ wechat, folder: setup.folder, secret })
  if (!credentials.ok) return credentials
  const { apiKey, apiV3Key, certificate } = credentials.value
  const passphrases = [wechat.p12Passphrase, simulator === null ? secrets.get('p12Passphrase') : '']
  for (const known of [apiKey, apiV3Key ?? '', certificate.key, ...passphrases]) {
    if (known !== undefined && known !== '') parts.onSecret(known)
  }
  const { timing } = setup.configuration
  return openWechat({ wechat, timing, credentials: credentials.value, log, lights })
}

const trainingWechat = (simulator: EmbeddedSimulator): NonNullable<Configuration['wechat']> => ({
  appId: simulator.merchant.appId,
  mchId: simulator.merchant.mchId,
  subAppId: '',
  subMchId: '',
  signType: 'MD5',
  certificateFile: simulator.merchant.certificateFile,
  certificateKeyFile: simulator.merchant.certificateKeyFile,
  caFile: simulator.caFile,
  hosts: [simulator.api],
  deviceInfo: 'TRAINING',
  sandbox: 'off',
  negativeTest: '',
})
