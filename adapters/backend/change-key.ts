import {
  afterKeyAnswer,
  beginKeyChange,
  type KeyAnswer,
  type KeyChange,
} from '../../app/contract/device-key-change.ts'
import type { Clock } from '../../app/ports.ts'
import type { BackendAnswer, BackendClient, EnrolledDevice } from './client.ts'
import { createDeviceKey, type DeviceKey } from './device-key.ts'

/** A device's keys as they are kept. */
export interface KeptKeys {
  readonly current: DeviceKey
  /** The key that is to follow; null while nothing is being changed. After a crash either of the two may be the one that works. */
  readonly next: DeviceKey | null
  /** When the present key was made; null: nobody knows, so it is time for a new one. */
  readonly sinceMs: number | null
}

/** What became of a change: for the log. */
export type KeyChangeReport =
  | 'begun'
  | 'changed'
  /** Neither key works: the device was revoked, or its backend restored. It has to be enrolled anew; nothing is thrown away. */
  | 'locked-out'
  | 'not-kept'

/** What changing keys needs. */
export interface KeyChangerParts {
  readonly deviceId: string
  readonly kept: KeptKeys
  /** Has the keys on disk when it returns; throws when it cannot. */
  readonly keep: (keys: KeptKeys) => void
  /** A client that signs with this key alone. */
  readonly clientOf: (device: EnrolledDevice) => BackendClient
  readonly clock: Clock
  /** A key older than this is changed; null: only on demand. */
  readonly ageMsMax: number | null
  readonly onReport: (report: KeyChangeReport) => void
}

/** Changes a device's key, by age and on demand, so that whatever is lost or killed on the way one of two kept keys works. */
export interface KeyChanger {
  /** For the till's own client: its keys are always the newest. */
  readonly device: EnrolledDevice
  /** Goes on with a change that was cut short, and looks from time to time whether the key is too old. `now`: changes it at once. */
  readonly open: (now: boolean) => void
  /** Nothing is kept any more afterwards, whatever is still under way. */
  readonly close: () => void
}

const CALL_MS = 6_000
const LOOK_EVERY_MS = 6 * 3_600_000
const AGAIN_MS_MIN = 2_000
const AGAIN_MS_MAX = 300_000

/** Changes the key of one device. The steps are `app/contract/device-key-change.ts`'s. */
export function createKeyChanger(parts: KeyChangerParts): KeyChanger {
  const changer = new Changer(parts)
  return {
    device: {
      deviceId: parts.deviceId,
      get key() {
        return changer.kept.current
      },
      get otherKey() {
        return changer.kept.next
      },
    },
    open: (now) => changer.open(now),
    close: () => changer.close(),
  }
}

type Changing = Extract<KeyChange<DeviceKey>, { readonly next: DeviceKey }>

class Changer {
  readonly #parts: KeyChangerParts
  kept: KeptKeys
  #change: KeyChange<DeviceKey>
  #closed = false
  #pauseMs = AGAIN_MS_MIN
  #cancel = (): void => undefined

  constructor(parts: KeyChangerParts) {
    this.#parts = parts
    this.kept = parts.kept
    this.#change = changeOf(parts.kept)
  }

  open(now: boolean): void {
    if (this.#change.kind !== 'settled') void this.#goOn()
    else if (now) this.#begin()
    else this.#look()
  }

  close(): void {
    this.#closed = true
    this.#cancel()
  }

  #later(delayMs: number, work: () => void): void {
    if (!this.#closed) this.#cancel = this.#parts.clock.after(delayMs, work)
  }

  #look(): void {
    const { ageMsMax, clock } = this.#parts
    if (isDue(this.kept, { ageMsMax, nowMs: clock.nowMs() })) this.#begin()
    else this.#later(LOOK_EVERY_MS, () => this.#look())
  }

  #begin(): void {
    const next = createDeviceKey()
    if (!this.#keep({ ...this.kept, next })) {
      return this.#later(LOOK_EVERY_MS, () => this.#look())
    }
    this.#parts.onReport('begun')
    this.#change = beginKeyChange(this.kept.current, next)
    void this.#goOn()
  }

  /** A key that is not on disk is never announced, and one that is in use is found again by asking. */
  #keep(keys: KeptKeys): boolean {
    try {
      this.#parts.keep(keys)
    } catch {
      this.#parts.onReport('not-kept')
      return false
    }
    this.kept = keys
    return true
  }

  async #goOn(): Promise<void> {
    const { onReport, clock } = this.#parts
    while (this.#change.kind === 'announcing' || this.#change.kind === 'proving') {
      const told = await this.#ask(this.#change)
      if (this.#closed) return
      // No key of a revoked device ever works again.
      if (told.kind === 'problem' && told.code === 'device-revoked') return onReport('locked-out')
      const answer = answerOf(told)
      const after = afterKeyAnswer(this.#change, answer)
      const kept =
        after.kind !== 'settled' ||
        this.#keep({ current: after.current, next: null, sinceMs: clock.nowMs() })
      if (answer === 'unclear' || !kept) return this.#goOnLater()
      this.#change = after
    }
    this.#pauseMs = AGAIN_MS_MIN
    if (this.#change.kind === 'locked-out') return onReport('locked-out')
    onReport('changed')
    this.#later(LOOK_EVERY_MS, () => this.#look())
  }

  #goOnLater(): void {
    this.#later(this.#pauseMs, () => void this.#goOn())
    this.#pauseMs = Math.min(this.#pauseMs * 2, AGAIN_MS_MAX)
  }

  #ask({ kind, current, next }: Changing): Promise<BackendAnswer<unknown>> {
    const { deviceId, clientOf } = this.#parts
    if (kind === 'proving') {
      return clientOf({ deviceId, key: next }).call('device', { timeoutMs: CALL_MS })
    }
    const body = { publicKey: next.publicKey, signature: next.signAsNext(deviceId) }
    return clientOf({ deviceId, key: current }).call('changeKey', { body, timeoutMs: CALL_MS })
  }
}

/** What was cut short begins again with its announcement: if the next key is in use already, the refusal says so. */
const changeOf = ({ current, next }: KeptKeys): KeyChange<DeviceKey> =>
  next === null ? { kind: 'settled', current } : beginKeyChange(current, next)

/** A clock that was set back makes a key look younger, which only means changing it later. */
function isDue(
  { sinceMs }: KeptKeys,
  { ageMsMax, nowMs }: { readonly ageMsMax: number | null; readonly nowMs: number },
): boolean {
  if (ageMsMax === null) return false
  return sinceMs === null || nowMs - sinceMs >= ageMsMax
}

function answerOf(answer: BackendAnswer<unknown>): KeyAnswer {
  if (answer.kind === 'answered') return 'accepted'
  return answer.kind === 'problem' && answer.code === 'not-signed' ? 'unknown-key' : 'unclear'
}
