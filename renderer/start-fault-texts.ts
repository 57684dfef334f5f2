import type { TFunction } from 'i18next'
import type { StartFault } from '../app/contract/start-fault.ts'
import { reasonText } from './i18n/start-fault.ts'

/** What a program said about the fault, for whoever knows its words; null where our sentence says it all. */
function rawOf(fault: StartFault): string | null {
  switch (fault.kind) {
    case 'configuration-invalid':
      return fault.reason
    case 'configuration-unreadable':
      return fault.detail === reasonText(fault.detail) ? null : fault.detail
    case 'credentials-missing':
    case 'not-enrolled':
      return fault.reason === reasonText(fault.reason) ? null : fault.reason
    default:
      return null
  }
}

/** What is wrong and what to do. A set-up that came from a file has to be changed in that file. */
export function startFaultText(
  t: TFunction<'startFault'>,
  fault: StartFault,
  configFile: string | null,
): string {
  const kindOnly = { at: '', detail: '', ...fault }
  switch (fault.kind) {
    case 'configuration-unreadable':
    case 'configuration-invalid':
    case 'credentials-missing':
    case 'not-enrolled': {
      const cause = fault.kind === 'configuration-unreadable' ? fault.detail : fault.reason
      const what = t(fault.kind, { ...kindOnly, reason: t(reasonText(cause)) })
      const advice = configFile === null ? t('changeHere') : t('changeFile', { file: configFile })
      const raw = rawOf(fault)
      return [what, advice, ...(raw === null ? [] : [`(${raw})`])].join(' ')
    }
    default:
      return t(fault.kind, kindOnly)
  }
}
