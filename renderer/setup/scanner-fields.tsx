import { Autocomplete } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { ChoiceField, NumberField, SelectField, TextField, useField } from './fields.tsx'
import { RefreshButton } from './refresh-button.tsx'
import { ScannerCommandFields } from './scanner-command-fields.tsx'
import { useListed } from './use-listed.ts'

type Serial = Extract<ScannerConfiguration, { readonly kind: 'serial' }>
type Keyboard = Extract<ScannerConfiguration, { readonly kind: 'keyboard' }>

/** What the fields of one scanner get. */
interface FieldsOf<S> {
  /** Where the scanner stands in the configuration. */
  readonly path: string
  readonly scanner: S
  readonly set: (part: Partial<S>) => void
}

/** The port, by its name or by the device that is at it. */
function PortField({ path: at, scanner, set }: FieldsOf<Serial>) {
  const { t } = useTranslation('setup')
  const { items: ports, problem, listAgain } = useListed('listSerialPorts')
  const { error, ...field } = useField({ path: `${at}.path`, label: 'port', about: 'portFor' })
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

/** How a scanner at a serial port is read. */
export function SerialFields({ path, scanner, set }: FieldsOf<Serial>) {
  const { t } = useTranslation('field')
  return (
    <>
      <PortField path={path} scanner={scanner} set={set} />
      <NumberField
        path={`${path}.baudRate`}
        label="baudRate"
        about="baudRateFor"
        value={scanner.baudRate}
        onChange={(baudRate) => set({ baudRate })}
      />
      <SelectField
        path={`${path}.format`}
        label="format"
        about="formatFor"
        value={scanner.format}
        choices={FORMATS.map((value) => ({ value, label: value }))}
        onChange={(format) => set({ format })}
      />
      <SelectField
        path={`${path}.framing`}
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
      {scanner.framing === 'idle' && (
        <NumberField
          path={`${path}.idleMs`}
          label="idleMs"
          about="idleMsFor"
          value={scanner.idleMs}
          onChange={(idleMs) => set({ idleMs })}
        />
      )}
      <ScannerCommandFields
        path={`${path}.commands`}
        vendorId={scanner.usb?.vendorId}
        commands={scanner.commands}
        set={(commands) => set({ commands })}
      />
    </>
  )
}

/** How a scanner that types is recognised. */
export function KeyboardFields({ path, scanner, set }: FieldsOf<Keyboard>) {
  const { t } = useTranslation('field')
  return (
    <>
      <TextField
        path={`${path}.prefix`}
        label="prefix"
        about="prefixFor"
        maxLength={4}
        value={scanner.prefix}
        onChange={(prefix) => set({ prefix })}
      />
      <ChoiceField
        path={`${path}.suffix`}
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
