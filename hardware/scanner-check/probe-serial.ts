import { hiddenLine, rawLine } from '../../app/scanner-check/raw.ts'
import {
  SETTINGS,
  isSameSetting,
  type SerialSetting,
} from '../../app/scanner-check/serial-setting.ts'
import type { After } from '../after.ts'
import type { LoadSerial } from '../scanner/serial-module.ts'
import { serialTransport } from '../scanner/serial-transport.ts'
import type { Connection } from '../scanner/transport.ts'
import { collectScan, type Taken } from './collect-scan.ts'
import type { GuessSetting } from './guess-setting.ts'
import { judgeBytes, type Expected, type HeardScan } from './judge-bytes.ts'
import type { Probe, ProbeListener } from './probe.ts'

export interface SerialProbeParts {
  readonly path: string
  /** What the till has set for this port; null: it knows nothing of it. */
  readonly expected: Expected
  readonly guess: GuessSetting
  readonly load: LoadSerial
  readonly after: After
}

const USUAL: SerialSetting = { baudRate: 9600, format: '8N1' }

/** Listens at a port; a scan that is unreadable moves it to the setting that the scan was probably sent with. */
export function probeSerial(parts: SerialProbeParts, on: ProbeListener): Probe {
  const { path, expected, guess, load, after } = parts
  let setting: SerialSetting =
    expected === null ? USUAL : { baudRate: expected.baudRate, format: expected.format }
  let tried: readonly SerialSetting[] = []
  let connection: Connection | null = null
  let opening: Promise<void> | null = null
  let closed = false

  const open = async (): Promise<void> => {
    on.state({ state: 'opening', setting })
    const opened = await serialTransport({ path, ...setting }, load, after).open({
      bytes: (chunk, atMs) => scan.feed(chunk, atMs),
      closed: () => {
        connection = null
        scan.reset()
        on.state({ state: 'no-such-port' })
      },
    })
    if (opened.ok && closed) return opened.value.close()
    connection = opened.ok ? opened.value : null
    on.state({ state: opened.ok ? 'ready' : opened.error.kind })
  }
  const openOnce = (): void => {
    opening ??= open().finally(() => {
      opening = null
    })
  }
  const moveTo = async (next: SerialSetting): Promise<void> => {
    setting = next
    const before = connection
    connection = null
    await before?.close()
    if (!closed) openOnce()
  }
  const garbled = ({ bytes }: HeardScan): Taken => {
    tried = [...tried, setting]
    const guessed = guess(bytes, setting, tried)
    const untried = SETTINGS.find((one) => !tried.some((other) => isSameSetting(one, other)))
    const next = guessed ?? untried ?? USUAL
    on.raw(guessed === null ? hiddenLine(bytes.length) : rawLine(bytes))
    // All were tried: from the beginning, since the scanner may have been changed meanwhile.
    if (untried === undefined) tried = []
    on.found({ kind: 'garbled', tried: setting, next, guessed: guessed !== null })
    void moveTo(next)
    return 'over'
  }
  const scan = collectScan((heard, restMissing) => {
    const finding = judgeBytes(heard, setting, expected)
    if (finding?.kind === 'beginning' && !restMissing) return 'beginning'
    if (finding === null) return garbled(heard)
    on.raw(rawLine(heard.bytes))
    tried = []
    on.found(finding)
    return 'over'
  }, after)

  openOnce()
  return {
    retry: () => {
      if (connection === null) openOnce()
    },
    close: async () => {
      closed = true
      scan.reset()
      await opening
      await connection?.close()
    },
  }
}
