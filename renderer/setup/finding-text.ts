import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AccessFinding } from '../../app/access-check/finding.ts'
import { field } from '../i18n/setup-fields.ts'

const isField = (name: string): name is keyof typeof field => Object.hasOwn(field, name)

const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

/** A span in its largest unit of which there are two or more: nobody sets a clock by the seconds of an hour. */
export function spanText(ms: number, language: string): string {
  const length = Math.abs(ms)
  const { unit, ms: each } = UNITS.find((one) => length >= 2 * one.ms) ?? UNITS[3]
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  })
  return format.format(length / each)
}

/** The sentence for a finding, with what to do about it. */
export function useFindingText(): (finding: AccessFinding) => string {
  const { t, i18n } = useTranslation('accessFindings')
  const { t: tCheck } = useTranslation('accessCheck')
  const { t: tField } = useTranslation('field')
  return ({ kind, about, detail, ms }) =>
    t(kind, {
      about: isField(about) ? tField(about) : about,
      detail,
      ms: Math.round(ms),
      date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(ms),
      clock: clockWords(tCheck, ms, i18n.language),
    })
}

const clockWords = (t: TFunction<'accessCheck'>, ms: number, language: string): string =>
  t(ms > 0 ? 'behind' : 'ahead', { time: spanText(ms, language) })
