import { rawLine } from '../../app/scanner-check/raw.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import type { After } from '../after.ts'
import type { HidIdentity } from '../scanner/hid-devices.ts'
import type { LoadHid } from '../scanner/hid-module.ts'
import { hidPosDecoder, type PosState } from '../scanner/hid-pos-decoder.ts'
import { layoutIn } from '../scanner/hid-pos-layout.ts'
import { hidTransport, type HidClaims } from '../scanner/hid-transport.ts'
import type { Decoder } from '../scanner/decoder.ts'
import type { Connection } from '../scanner/transport.ts'
import type { Probe, ProbeListener } from './probe.ts'

export interface HidProbeParts {
  readonly identity: HidIdentity
  readonly claims: HidClaims
  readonly load: LoadHid
  readonly after: After
}

/** Listens to a USB HID POS scanner, which needs no settings: what is read of it is right, or the report is none. */
export function probeHid(parts: HidProbeParts, on: ProbeListener): Probe {
  const { identity, claims, load, after } = parts
  let connection: Connection | null = null
  let opening: Promise<void> | null = null
  let closed = false
  let decoder: Decoder<PosState> = hidPosDecoder(null)
  let state = decoder.start

  const bytes = (report: Uint8Array): void => {
    on.raw(rawLine([...report.subarray(0, lastByte(report))]))
    const decoded = decoder.feed(state, report)
    state = decoded.state
    for (const text of decoded.scans) tell(text)
  }
  const tell = (text: string): void => {
    if (!text.includes(TEST_TEXT)) return on.found({ kind: 'other-text' })
    const remarks = text === TEST_TEXT ? [] : (['extra-characters'] as const)
    on.found({ kind: 'read', settings: { bus: 'hid' }, end: 'none', remarks })
  }
  const open = async (): Promise<void> => {
    on.state({ state: 'opening' })
    const opened = await hidTransport(identity, claims, load, after).open({
      bytes,
      closed: () => {
        connection = null
        on.state({ state: 'no-such-port' })
      },
    })
    if (opened.ok && closed) return opened.value.close()
    connection = opened.ok ? opened.value : null
    if (opened.ok) {
      decoder = hidPosDecoder(layoutIn(opened.value.descriptor ?? null))
      state = decoder.start
    }
    on.state({ state: opened.ok ? 'ready' : opened.error.kind })
  }
  const openOnce = (): void => {
    opening ??= open().finally(() => {
      opening = null
    })
  }
  openOnce()
  return {
    retry: () => {
      if (connection === null) openOnce()
    },
    close: async () => {
      closed = true
      await opening
      await connection?.close()
    },
  }
}

/** Where the fill behind the data of a report begins. */
function lastByte(report: Uint8Array): number {
  let end = report.length
  while (end > 0 && report[end - 1] === 0) end--
  return end
}
