import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openJournal, type SqliteJournal } from '../adapters/sqlite-journal.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { createTill, type Till } from '../app/till/till.ts'
import type { TillView } from '../app/till/view.ts'
import { type EmbeddedSimulator, startSimulator } from './embedded-simulator.ts'
import type { LightBoard } from './lights.ts'
import type { Log } from './log.ts'
import { readCredentials } from './credentials.ts'
import type { Secrets } from './secrets.ts'
import type { FoundSetup } from './setup-store.ts'
import { openWechat, type Wechat } from './wechat.ts'

/** A till that can sell, with all it is wired to. */
export interface Station {
  readonly till: Till
  readonly simulator: EmbeddedSimulator | null
  /** A code will be scanned soon: have a connection ready. */
  readonly expectSubmit: () => void
  readonly close: () => void
}

/** What a station is made from. */
export interface StationParts {
  readonly dataDir: string
  readonly setup: FoundSetup
  readonly secrets: Secrets
  /** Hears every secret that is read, so that the log can hide it. */
  readonly onSecret: (secret: string) => void
  readonly log: Log
  readonly lights: LightBoard
  readonly onView: (view: TillView) => void
}

/** Finished sales taken from the journal at start, to be shown as the latest. */
const FINISHED_SHOWN = 12

/** Half the life of an idle connection. */
const WARM_EVERY_MS = 7_000

/** Opens journal, way to WeChat and till; in training the simulator first. */
export async function openStation(parts: StationParts): Promise<Result<Station, StartFault>> {
  const { folder, books } = booksOf(parts)
  mkdirSync(folder, { recursive: true })
  const journal = await openJournal(path.join(folder, 'journal.db'), books)
  if (!journal.ok) {
    const { error } = journal
    parts.log.error({ error }, 'the journal cannot be used')
    return fail(error.kind === 'journal-unusable' ? error : { kind: error.kind })
  }
  const close = (fault: StartFault): Result<Station, StartFault> => {
    journal.value.close()
    return fail(fault)
  }
  const { configuration } = parts.setup
  const simulator = configuration.mode === 'training' ? await embedded(parts) : succeed(null)
  if (!simulator.ok) return close(simulator.error)
  const wechat = await connect(parts, simulator.value)
  if (!wechat.ok) {
    simulator.value?.close()
    return close(wechat.error)
  }
  return succeed(assemble(parts, journal.value, wechat.value, simulator.value))
}

/**
 * Whose books the journal's orders are in, and the folder it lies in. Training and WeChat's sandboxes have journals of their
 * own: a sale of theirs must never be settled in, or become, a real one.
 */
function booksOf({ dataDir, setup }: StationParts): {
  readonly folder: string
  readonly books: string
} {
  const { mode, wechat } = setup.configuration
  if (mode === 'training') return { folder: path.join(dataDir, 'simulator'), books: 'training' }
  const { mchId = '', subMchId = '', appId = '', sandbox = 'off' } = wechat ?? {}
  const folder = sandbox === 'off' ? dataDir : path.join(dataDir, `sandbox-${sandbox}`)
  return { folder, books: JSON.stringify([sandbox, appId, mchId, subMchId]) }
}

async function embedded(parts: StationParts): Promise<Result<EmbeddedSimulator, StartFault>> {
  const folder = path.join(parts.dataDir, 'simulator')
  mkdirSync(folder, { recursive: true })
  try {
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

/** The way to WeChat that the set-up names; in training, to the simulator. */
async function connect(
  parts: StationParts,
  simulator: EmbeddedSimulator | null,
): Promise<Result<Wechat, StartFault>> {
  const { setup, secrets, log, lights } = parts
  const wechat = simulator === null ? setup.configuration.wechat : trainingWechat(simulator)
  if (wechat === undefined) {
    return fail({ kind: 'credentials-missing', at: 'wechat', reason: 'missing' })
  }
  const secret = simulator === null ? secrets.get : () => simulator.merchant.apiKey
  const credentials = await readCredentials(wechat, setup.folder, secret)
  if (!credentials.ok) return credentials
  const { apiKey, certificate } = credentials.value
  const passphrases = [wechat.p12Passphrase, simulator === null ? secrets.get('p12Passphrase') : '']
  for (const known of [apiKey, certificate.key, ...passphrases]) {
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

function assemble(
  parts: StationParts,
  journal: SqliteJournal,
  wechat: Wechat,
  simulator: EmbeddedSimulator | null,
): Station {
  const { configuration } = parts.setup
  // New in each run, and never stored: the marks cannot be turned back into codes.
  const fingerprintKey = randomBytes(32)
  const till = createTill({
    gateway: wechat.gateway,
    journal,
    clock: systemClock,
    random: systemRandom,
    timing: configuration.timing,
    codePrefixes: configuration.codePrefixes,
    description: describe(configuration),
    fingerprint: (code) => createHmac('sha256', fingerprintKey).update(code).digest('base64'),
    saved: journal.saved(FINISHED_SHOWN),
    onView: parts.onView,
  })
  // An idle connection is dropped after 15 s: while a code may come at any moment, a young one is kept at hand.
  const warm = setInterval(() => {
    const kind = till.view().current?.screen.kind
    if (kind === 'ready' || kind === 'not-charged' || kind === 'stopped') wechat.prepare()
  }, WARM_EVERY_MS)
  return {
    till,
    simulator,
    expectSubmit: wechat.prepare,
    close() {
      clearInterval(warm)
      till.close()
      wechat.close()
      journal.close()
      simulator?.close()
    },
  }
}

/** Shop and goods as the payer reads them; WeChat takes 127 characters. */
const describe = ({ shop, description }: Configuration): string =>
  [...`${shop.name}${shop.branch === '' ? '' : ` ${shop.branch}`}-${description}`]
    .slice(0, 127)
    .join('')
