import { Autocomplete, Button } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { openPanel } from '../panel-store.ts'
import { ChoiceField, NumberField, SelectField, TextField, useField } from './fields.tsx'
import { HidFields } from './hid-fields.tsx'
import { useSetup } from './setup-context.ts'
import { PrefixesField } from './shop-sections.tsx'
import { useListed } from './use-listed.ts'
import { RefreshButton } from './refresh-button.tsx'

type Kind = ScannerConfiguration['kind']
type Serial = Extract<ScannerConfiguration, { readonly kind: 'serial' }>
type Keyboard = Extract<ScannerConfiguration, { readonly kind: 'keyboard' }>

/** What a scanner of each kind starts with. */
const FRESH: { readonly [K in Kind]: Extract<ScannerConfiguration, { readonly kind: K }> } = {
  keyboard: { kind: 'keyboard', prefix: '', suffix: 'enter' },
  hid: { kind: 'hid', vendorId: '', productId: '', serialNumber: '' },
  serial: {
    kind: 'serial',
    path: '',
    baudRate: 9600,
    format: '8N1',
    framing: 'any-line',
    idleMs: 80,
  },
  none: { kind: 'none' },
}

function PortField({ scanner, set }: { readonly scanner: Serial; readonly set: Set<Serial> }) {
  const { t } = useTranslation('setup')
  const { items: ports, problem, listAgain } = useListed('listSerialPorts')
  const { error, ...field } = useField({ path: 'scanner.path', label: 'port', about: 'portFor' })
  const none = ports.length === 0 && scanner.path === '' ? t('noPorts') : null
  const { usb } = scanner
  const identity = usb && [usb.vendorId, usb.productId, usb.serialNumber].filter(Boolean).join(':')
  const labels = new Map(ports.map(({ path, label }) => [path, label]))
  return (
    <div className="port-field">
      <Autocomplete
        {...field}
        description={identity === undefined ? field.description : t('knownBy', { id: identity })}
        error={error ?? problem ?? none}
        value={scanner.path}
        data={ports.map(({ path }) => path)}
        renderOption={({ option }) => <>{labels.get(option.value) ?? option.value}</>}
        onChange={(path) =>
          set({ path, usb: ports.find((port) => port.path === path)?.usb ?? undefined })
        }
      />
      <RefreshButton onPress={listAgain} />
    </div>
  )
}

/** What the list offers; the schema's own. */
const FORMATS = ['8N1', '7E1', '7O1', '8E1', '8O1'] as const

type Set<S> = (part: Partial<S>) => void

function SerialFields({ scanner, set }: { readonly scanner: Serial; readonly set: Set<Serial> }) {
  const { t } = useTranslation('field')
  return (
    <>
      <PortField scanner={scanner} set={set} />
      <NumberField
        path="scanner.baudRate"
        label="baudRate"
        about="baudRateFor"
        value={scanner.baudRate}
        onChange={(baudRate) => set({ baudRate })}
      />
      <SelectField
        path="scanner.format"
        label="format"
        about="formatFor"
        value={scanner.format}
        choices={FORMATS.map((value) => ({ value, label: value }))}
        onChange={(format) => set({ format })}
      />
      <SelectField
        path="scanner.framing"
        label="framing"
        about="framingFor"
        value={scanner.framing}
        choices={[
          { value: 'any-line', label: t('framingAny') },
          { value: 'cr', label: 'CR' },
          { value: 'lf', label: 'LF' },
          { value: 'crlf', label: 'CR LF' },
          { value: 'stx-etx', label: t('framingStx') },
          { value: 'idle', label: t('framingIdle') },
        ]}
        onChange={(framing) => set({ framing })}
      />
      <SelectField
        path="scanner.whenRefused"
        label="whenRefused"
        about="whenRefusedFor"
        value={scanner.whenRefused ?? 'nothing'}
        choices={[
          { value: 'nothing', label: t('refusedNothing') },
          { value: 'beep-honeywell', label: `${t('refusedBeep')} (Honeywell)` },
          { value: 'beep-datalogic', label: `${t('refusedBeep')} (Datalogic)` },
        ]}
        onChange={(whenRefused) => set({ whenRefused })}
      />
      {scanner.framing === 'idle' && (
        <NumberField
          path="scanner.idleMs"
          label="idleMs"
          about="idleMsFor"
          value={scanner.idleMs}
          onChange={(idleMs) => set({ idleMs })}
        />
      )}
    </>
  )
}

function KeyboardFields(props: { readonly scanner: Keyboard; readonly set: Set<Keyboard> }) {
  const { scanner, set } = props
  const { t } = useTranslation('field')
  return (
    <>
      <TextField
        path="scanner.prefix"
        label="prefix"
        about="prefixFor"
        maxLength={4}
        value={scanner.prefix}
        onChange={(prefix) => set({ prefix })}
      />
      <ChoiceField
        path="scanner.suffix"
        label="suffix"
        about="suffixFor"
        value={scanner.suffix}
        choices={[
          { value: 'enter', label: 'Enter' },
          { value: 'tab', label: 'Tab' },
          { value: 'none', label: t('suffixNone') },
        ]}
        onChange={(suffix) => set({ suffix })}
      />
    </>
  )
}

/** Finds out instead of asking. */
function CheckButton() {
  const { t } = useTranslation('field')
  return (
    <div className="check-offer">
      <p className="choice-about">{t('checkScannerFor')}</p>
      <Button
        size="md"
        leftSection={<IconBarcode aria-hidden size={20} />}
        onClick={() => openPanel('check-scanner')}
      >
        {t('checkScanner')}
      </Button>
    </div>
  )
}

/** Where payment codes come from. */
export function ScannerSection() {
  const { t } = useTranslation('field')
  const { setup, draft, change } = useSetup()
  const { scanner } = draft.configuration
  const saved = setup.configuration.scanner
  return (
    <>
      <CheckButton />
      <ChoiceField
        path="scanner.kind"
        label="scannerKind"
        about="scannerKindFor"
        value={scanner.kind}
        choices={[
          { value: 'keyboard', label: t('scannerKeyboard') },
          { value: 'hid', label: t('scannerHid') },
          { value: 'serial', label: t('scannerSerial') },
          { value: 'none', label: t('scannerNone') },
        ]}
        onChange={(kind: Kind) => change({ scanner: saved.kind === kind ? saved : FRESH[kind] })}
      />
      {scanner.kind === 'hid' && (
        <HidFields scanner={scanner} choose={(chosen) => change({ scanner: chosen })} />
      )}
      {scanner.kind === 'serial' && (
        <SerialFields
          scanner={scanner}
          set={(part) => change({ scanner: { ...scanner, ...part } })}
        />
      )}
      {scanner.kind === 'keyboard' && (
        <KeyboardFields
          scanner={scanner}
          set={(part) => change({ scanner: { ...scanner, ...part } })}
        />
      )}
      <PrefixesField />
    </>
  )
}
