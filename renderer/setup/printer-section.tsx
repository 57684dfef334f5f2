import { Autocomplete, Button, MultiSelect } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  printerSchema,
  receiptSchema,
  type PrinterConfiguration,
} from '../../app/contract/printer-configuration.ts'
import { LANGUAGES } from '../../app/language.ts'
import { call } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { ChoiceField, NumberField, TextField, useField } from './fields.tsx'
import { LANGUAGE_NAMES } from './language-names.ts'
import { useSetup } from './setup-context.ts'

type Kind = PrinterConfiguration['kind']
type Of<K extends Kind> = Extract<PrinterConfiguration, { readonly kind: K }>
type EscPos = Of<'tcp' | 'serial' | 'usb'>
type Change = (part: object) => void

const DEVICE = {
  paper: '80mm',
  encoding: 'gb18030',
  status: 'asked',
  cut: 'partial',
  drawer: 'never',
} as const

/** What a printer of each kind starts with. */
const FRESH: { readonly [K in Kind]: Of<K> } = {
  none: { kind: 'none' },
  tcp: { kind: 'tcp', host: '', port: 9100, ...DEVICE },
  serial: { kind: 'serial', path: '', baudRate: 19_200, ...DEVICE },
  usb: { kind: 'usb', path: '/dev/usb/lp0', ...DEVICE },
  system: { kind: 'system', name: '', paper: '80mm' },
}

function Address({ printer, set }: { readonly printer: Of<'tcp'>; readonly set: Change }) {
  return (
    <>
      <TextField
        path="printer.host"
        label="printerHost"
        about="printerHostFor"
        maxLength={253}
        value={printer.host}
        onChange={(host) => set({ host: host.trim() })}
      />
      <NumberField
        path="printer.port"
        label="printerPort"
        about="printerPortFor"
        value={printer.port}
        onChange={(port) => set({ port })}
      />
    </>
  )
}

function Port({ printer, set }: { readonly printer: Of<'serial'>; readonly set: Change }) {
  return (
    <>
      <TextField
        path="printer.path"
        label="printerPath"
        about="printerPathFor"
        value={printer.path}
        onChange={(path) => set({ path: path.trim() })}
      />
      <NumberField
        path="printer.baudRate"
        label="printerBaud"
        about="printerBaudFor"
        value={printer.baudRate}
        onChange={(baudRate) => set({ baudRate })}
      />
    </>
  )
}

function SystemName({ printer, set }: { readonly printer: Of<'system'>; readonly set: Change }) {
  const field = useField({ path: 'printer.name', label: 'printerName', about: 'printerNameFor' })
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => {
    void call('listPrinters', null).then((listed) => setNames(listed.ok ? listed.value : []))
  }, [])
  return (
    <Autocomplete
      {...field}
      value={printer.name}
      data={[...new Set(names)]}
      onChange={(name) => set({ name })}
    />
  )
}

function PaperField({
  printer,
  set,
}: {
  readonly printer: EscPos | Of<'system'>
  readonly set: Change
}) {
  return (
    <ChoiceField
      path="printer.paper"
      label="paper"
      about="paperFor"
      value={printer.paper}
      choices={[
        { value: '80mm', label: '80 mm' },
        { value: '58mm', label: '58 mm' },
      ]}
      onChange={(paper) => set({ paper })}
    />
  )
}

function DeviceFields({ printer, set }: { readonly printer: EscPos; readonly set: Change }) {
  const { t } = useTranslation('field')
  return (
    <>
      <PaperField printer={printer} set={set} />
      <ChoiceField
        path="printer.encoding"
        label="encoding"
        about="encodingFor"
        value={printer.encoding}
        choices={[
          { value: 'gb18030', label: 'GB18030' },
          { value: 'big5', label: 'Big5' },
        ]}
        onChange={(encoding) => set({ encoding })}
      />
      <ChoiceField
        path="printer.status"
        label="printerStatus"
        about="printerStatusFor"
        value={printer.status}
        choices={[
          { value: 'asked', label: t('printerAsked') },
          { value: 'none', label: t('printerNotAsked') },
        ]}
        onChange={(status) => set({ status })}
      />
      <ChoiceField
        path="printer.cut"
        label="cut"
        about="cutFor"
        value={printer.cut}
        choices={[
          { value: 'partial', label: t('cutPartial') },
          { value: 'full', label: t('cutFull') },
          { value: 'none', label: t('cutNone') },
        ]}
        onChange={(cut) => set({ cut })}
      />
      <ChoiceField
        path="printer.drawer"
        label="drawer"
        about="drawerFor"
        value={printer.drawer}
        choices={[
          { value: 'never', label: t('drawerNever') },
          { value: 'pin-2', label: t('drawerPin2') },
          { value: 'pin-5', label: t('drawerPin5') },
        ]}
        onChange={(drawer) => set({ drawer })}
      />
    </>
  )
}

/** Prints with what is on the screen, saved or not: a printer is tried before it is kept. */
function TestPage() {
  const { t } = useTranslation(['field', 'lights'])
  const { t: tFault } = useTranslation('fault')
  const { draft } = useSetup()
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  async function test(): Promise<void> {
    const printer = printerSchema.safeParse(draft.configuration.printer)
    const receipt = receiptSchema.safeParse(draft.configuration.receipt)
    if (!printer.success || !receipt.success) return setSaid(t('field:testIncomplete'))
    setBusy(true)
    setSaid('')
    const tested = await call('testPrinter', { printer: printer.data, receipt: receipt.data })
    setBusy(false)
    if (!tested.ok) return setSaid(faultText(tFault, tested.error))
    const { printed, detail } = tested.value
    setSaid(printed ? t('field:testPrinted') : t(`lights:${detail}`))
  }
  return (
    <div className="test-page">
      <Button
        size="md"
        variant="default"
        loading={busy}
        leftSection={<IconPrinter aria-hidden size={20} />}
        onClick={() => void test()}
      >
        {t('field:testPrint')}
      </Button>
      <p role="status">{said}</p>
    </div>
  )
}

function ReceiptFields() {
  const { t } = useTranslation('field')
  const { draft, change } = useSetup()
  const { receipt } = draft.configuration
  const field = useField({
    path: 'receipt.languages',
    label: 'receiptLanguages',
    about: 'receiptLanguagesFor',
  })
  return (
    <>
      <ChoiceField
        path="receipt.print"
        label="receiptPrint"
        about="receiptPrintFor"
        value={receipt.print}
        choices={[
          { value: 'paid-and-parked', label: t('receiptAll') },
          { value: 'paid', label: t('receiptPaid') },
          { value: 'on-demand', label: t('receiptNever') },
        ]}
        onChange={(print) => change({ receipt: { ...receipt, print } })}
      />
      <MultiSelect
        {...field}
        maxValues={2}
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={receipt.languages}
        onChange={(languages) => change({ receipt: { ...receipt, languages } })}
      />
    </>
  )
}

/** Where slips are printed, which, and in which languages. */
export function PrinterSection() {
  const { t } = useTranslation('field')
  const { setup, draft, change } = useSetup()
  const { printer, mode } = draft.configuration
  const saved = setup.configuration.printer
  const set: Change = (part) => change({ printer: { ...printer, ...part } })
  return (
    <>
      <ChoiceField
        path="printer.kind"
        label="printerKind"
        about="printerKindFor"
        value={printer.kind}
        choices={[
          { value: 'none', label: t('printerNone') },
          { value: 'tcp', label: t('printerTcp') },
          { value: 'usb', label: t('printerUsb') },
          { value: 'serial', label: t('printerSerial') },
          { value: 'system', label: t('printerSystem') },
        ]}
        onChange={(kind: Kind) => change({ printer: saved.kind === kind ? saved : FRESH[kind] })}
      />
      {mode === 'training' && <p className="setup-intro">{t('printerTraining')}</p>}
      {printer.kind === 'tcp' && <Address printer={printer} set={set} />}
      {printer.kind === 'serial' && <Port printer={printer} set={set} />}
      {printer.kind === 'usb' && (
        <TextField
          path="printer.path"
          label="printerDevice"
          about="printerDeviceFor"
          value={printer.path}
          onChange={(path) => set({ path: path.trim() })}
        />
      )}
      {printer.kind === 'system' && <SystemName printer={printer} set={set} />}
      {printer.kind === 'system' && <PaperField printer={printer} set={set} />}
      {printer.kind !== 'none' && printer.kind !== 'system' && (
        <DeviceFields printer={printer} set={set} />
      )}
      {printer.kind !== 'none' && <TestPage />}
      <ReceiptFields />
    </>
  )
}
