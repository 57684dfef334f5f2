import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { configurationSchema, type Configuration } from '../../app/contract/configuration.ts'
import { useProblem, useSetup } from './setup-context.ts'

type TimingName = keyof Configuration['timing']

const NAMES = [
  'queryEveryMs',
  'giveUpAfterMs',
  'noRevokeBeforeMs',
  'absentAfterMs',
  'revokesInForeground',
  'backgroundPauseMaxMs',
  'revocableForMs',
  'connectTimeoutMs',
  'submitTimeoutMs',
  'queryTimeoutMs',
  'revokeTimeoutMs',
] as const satisfies readonly TimingName[]

/** Stored in milliseconds, shown in seconds; the one that counts tries is shown as it is. */
const scaleOf = (name: TimingName): number => (name === 'revokesInForeground' ? 1 : 1000)

function TimingField({ name }: { readonly name: (typeof NAMES)[number] }) {
  const { t } = useTranslation(['timing', 'setup'])
  const { setup, draft, change } = useSetup()
  const error = useProblem(`timing.${name}`)
  const { timing } = draft.configuration
  const scale = scaleOf(name)
  const usual = configurationSchema.shape.timing.parse(undefined)[name] / scale
  const value = timing[name] / scale
  return (
    <NumberInput
      size="md"
      hideControls
      allowNegative={false}
      decimalScale={scale === 1 ? 0 : 3}
      disabled={setup.fromFile}
      label={t(`timing:${name}`)}
      description={`${t(`timing:${name}For`)} · ${t('setup:byDefault', { value: usual })}`}
      error={error}
      value={Number.isNaN(value) ? '' : value}
      onChange={(typed) =>
        change({
          timing: {
            ...timing,
            [name]: typed === '' ? Number.NaN : Math.round(Number(typed) * scale),
          },
        })
      }
    />
  )
}

/** The waits of the payment flow, each with the page its value comes from. */
export function TimingSection() {
  const { t } = useTranslation('timing')
  return (
    <>
      <p className="setup-intro">{t('intro')}</p>
      {NAMES.map((name) => (
        <TimingField key={name} name={name} />
      ))}
    </>
  )
}
