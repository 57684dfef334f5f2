import { Button, TagsInput } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../../app/language.ts'
import { CURRENCY_DIGITS, isCurrency } from '../../app/money.ts'
import { ChoiceField, NumberField, SelectField, TextField, useField } from './fields.tsx'
import { LANGUAGE_NAMES } from './language-names.ts'
import { openPanel } from '../panel-store.ts'
import { useSetup } from './setup-context.ts'
import { SetupFile } from './setup-file.tsx'

/** The guide of the first run, for a till that has trained so far. */
function GuideOffer() {
  const { t } = useTranslation('setup')
  return (
    <div className="check-offer">
      <p className="choice-about">{t('guideFor')}</p>
      <Button
        size="md"
        leftSection={<IconListCheck aria-hidden size={20} />}
        onClick={() => openPanel('guide')}
      >
        {t('guide')}
      </Button>
    </div>
  )
}

/** How the till takes payments, and in which language. */
export function AccessSection() {
  const { t } = useTranslation('field')
  const { setup, draft, change } = useSetup()
  const { mode, language, kiosk } = draft.configuration
  const training = setup.configuration.mode === 'training' && !setup.fromFile
  return (
    <>
      {training && <GuideOffer />}
      <ChoiceField
        path="mode"
        label="mode"
        about="modeFor"
        value={mode}
        choices={[
          { value: 'training', label: t('modeTraining') },
          { value: 'physical-store', label: t('modeStore') },
          { value: 'merchant-backend', label: t('modeBackend') },
        ]}
        onChange={(chosen) => change({ mode: chosen })}
      />
      <ChoiceField
        path="language"
        label="language"
        about="languageFor"
        value={language}
        choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(chosen) => change({ language: chosen })}
      />
      <ChoiceField
        path="kiosk"
        label="kiosk"
        about="kioskFor"
        value={kiosk ? 'on' : 'off'}
        choices={[
          { value: 'off', label: t('kioskOff') },
          { value: 'on', label: t('kioskOn') },
        ]}
        onChange={(chosen) => change({ kiosk: chosen === 'on' })}
      />
      <SetupFile />
    </>
  )
}

/** What the shop is called, here and on the payer's phone. */
export function ShopSection() {
  const { draft, change } = useSetup()
  const { shop, description } = draft.configuration
  return (
    <>
      <TextField
        path="shop.name"
        label="shopName"
        about="shopNameFor"
        maxLength={60}
        value={shop.name}
        onChange={(name) => change({ shop: { ...shop, name } })}
      />
      <TextField
        path="shop.branch"
        label="shopBranch"
        about="shopBranchFor"
        maxLength={60}
        value={shop.branch}
        onChange={(branch) => change({ shop: { ...shop, branch } })}
      />
      <TextField
        path="shop.till"
        label="shopTill"
        about="shopTillFor"
        maxLength={20}
        value={shop.till}
        onChange={(till) => change({ shop: { ...shop, till } })}
      />
      <TextField
        path="description"
        label="description"
        about="descriptionFor"
        value={description}
        onChange={(text) => change({ description: text })}
      />
    </>
  )
}

const CURRENCIES = Object.keys(CURRENCY_DIGITS).filter(isCurrency)

function Limits() {
  const { draft, change } = useSetup()
  const { currency, limits } = draft.configuration
  const digits = CURRENCY_DIGITS[currency]
  const shared = { scale: 10 ** digits, decimals: digits, unit: currency }
  return (
    <>
      <NumberField
        {...shared}
        path="limits.maxMinor"
        label="maxMinor"
        about="maxMinorFor"
        value={limits.maxMinor}
        onChange={(maxMinor) => change({ limits: { ...limits, maxMinor } })}
      />
      <NumberField
        {...shared}
        path="limits.askTwiceAboveMinor"
        label="askTwice"
        about="askTwiceFor"
        value={limits.askTwiceAboveMinor}
        onChange={(askTwiceAboveMinor) => change({ limits: { ...limits, askTwiceAboveMinor } })}
      />
    </>
  )
}

/** The currency of the shop's prices. */
export function CurrencyField() {
  const { draft, change } = useSetup()
  return (
    <SelectField
      path="currency"
      label="currency"
      about="currencyFor"
      value={draft.configuration.currency}
      choices={CURRENCIES.map((value) => ({ value, label: value }))}
      onChange={(currency) => change({ currency })}
    />
  )
}

/** Currency, how amounts are typed, and how large they may be. */
export function AmountsSection() {
  const { t } = useTranslation('field')
  const { draft, change } = useSetup()
  const { amountEntry } = draft.configuration
  return (
    <>
      <CurrencyField />
      <ChoiceField
        path="amountEntry"
        label="amountEntry"
        about="amountEntryFor"
        value={amountEntry}
        choices={[
          { value: 'decimal', label: t('amountEntryDecimal') },
          { value: 'cents-first', label: t('amountEntryCents') },
        ]}
        onChange={(chosen) => change({ amountEntry: chosen })}
      />
      <Limits />
    </>
  )
}

/** First digits of the codes that are charged. */
export function PrefixesField() {
  const { draft, change } = useSetup()
  const field = useField({ path: 'codePrefixes', label: 'codePrefixes', about: 'codePrefixesFor' })
  return (
    <TagsInput
      {...field}
      splitChars={[',', ' ', ';']}
      value={[...draft.configuration.codePrefixes]}
      onChange={(codePrefixes) => change({ codePrefixes })}
    />
  )
}
