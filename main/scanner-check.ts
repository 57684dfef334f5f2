import type { Input, WebContents } from 'electron'
import { KEYS, type CheckNotice } from '../app/scanner-check/check-notice.ts'
import { rawKey } from '../app/scanner-check/raw.ts'
import { preciseNowMs, systemAfter } from '../hardware/after.ts'
import type { Devices } from '../hardware/device-host.ts'
import { judgeKeys } from '../hardware/scanner-check/judge-keys.ts'
import { strokeOf, type WedgeKey } from '../hardware/scanner/wedge-keys.ts'
import { keyOf, type WedgeTime } from './wedge.ts'

/** Silence behind the last key of a scan. */
const SILENCE_MS = 300

/** How long the rest of half a scan is waited for. */
const REST_MS = 2_000

/** An Enter this soon after characters is a scanner's: it must press no button. */
const LATE_END_MS = 1_000

/** Fewer characters are somebody's fingers. */
const CHARACTERS_MIN = 4

/** No scan has more. */
const KEYS_MAX = 1_000

type Contents = Pick<WebContents, 'on' | 'off'>

/** Listens to everything that could be a scanner, the keys of the window among it. Returns what ends it. */
export function startScannerCheck(
  contents: Contents,
  devices: Pick<Devices, 'check' | 'stopCheck'>,
  tell: (notice: CheckNotice) => void,
  time: WedgeTime = { after: systemAfter, nowMs: preciseNowMs },
): () => void {
  devices.check(tell)
  const stopKeys = checkKeys(contents, tell, time)
  return () => {
    stopKeys()
    devices.stopCheck()
  }
}

/** Characters do not reach the page meanwhile: nothing there takes any, and a scanner's must not work its buttons. */
function checkKeys(
  contents: Contents,
  tell: (notice: CheckNotice) => void,
  { after, nowMs }: WedgeTime,
): () => void {
  let keys: WedgeKey[] = []
  let lastCharacterAtMs = -Infinity
  let cancel = (): void => undefined

  const judge = (restMissing: boolean): void => {
    const characters = keys.filter((key) => isCharacter(key)).length
    const finding = judgeKeys(keys)
    if (finding.kind === 'beginning' && !restMissing) {
      cancel = after(REST_MS, () => judge(true))
      return
    }
    const scanned = keys
    keys = []
    if (characters < CHARACTERS_MIN) return
    const names = scanned
      .filter(({ type }) => type === 'keyDown')
      .map(({ code }) => rawKey(code, finding.kind === 'read'))
    tell({ type: 'raw', key: KEYS, line: { hex: '', text: names.join(' ') } })
    tell({ type: 'found', key: KEYS, finding })
  }
  const onKey = (event: { readonly preventDefault: () => void }, input: Input): void => {
    const key = keyOf(input, nowMs())
    const stroke = strokeOf(key)
    const character = stroke.kind === 'character' || stroke.kind === 'alt-digit'
    if (character) lastCharacterAtMs = key.atMs
    const ofScan = stroke.kind === 'end' && key.atMs - lastCharacterAtMs <= LATE_END_MS
    if (character || ofScan) event.preventDefault()
    if (key.isAutoRepeat || keys.length >= KEYS_MAX) return
    keys.push(key)
    cancel()
    cancel = after(SILENCE_MS, () => judge(false))
  }
  contents.on('before-input-event', onKey)
  return () => {
    cancel()
    contents.off('before-input-event', onKey)
  }
}

const isCharacter = (key: WedgeKey): boolean =>
  key.type === 'keyDown' && /^(character|alt-digit)$/.test(strokeOf(key).kind)
