import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { findElement, parseReportDescriptor, usageOf } from './hid-descriptor.ts'
import { BAR_CODE_PAGE } from './hid-pos-layout.ts'

/** HID Point of Sale Usage Tables 1.02: sound the error beep. */
const ERROR_BEEP = usageOf(BAR_CODE_PAGE, 0x85)

type Hid = Extract<ScannerConfiguration, { kind: 'hid' }>

/** The report that makes a HID POS scanner sound its error beep; null: it is not to, or has none, or the system does not show its descriptor. */
export function hidRefusal(
  { whenRefused = 'nothing' }: Hid,
  descriptor: Uint8Array | null,
): Uint8Array | null {
  const fields = descriptor === null ? null : parseReportDescriptor(descriptor)
  if (whenRefused === 'nothing' || fields === null) return null
  const beep = findElement(fields, 'output', ERROR_BEEP)
  if (beep === null) return null
  const own = fields.find(
    ({ report, reportId }) => report === 'output' && reportId === beep.reportId,
  )
  const report = new Uint8Array(Math.ceil((own?.reportBits ?? beep.bitOffset + 1) / 8))
  if (beep.reportId !== 0) report[0] = beep.reportId
  const at = beep.bitOffset >> 3
  report[at] = (report[at] ?? 0) | (1 << (beep.bitOffset & 7))
  return report
}
