import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { ChoiceField, useField } from './fields.tsx'
import { useListed } from './use-listed.ts'
import { RefreshButton } from './refresh-button.tsx'

type Hid = Extract<ScannerConfiguration, { readonly kind: 'hid' }>

const keyOf = ({
  vendorId,
  productId,
  serialNumber,
}: Pick<Hid, 'vendorId' | 'productId' | 'serialNumber'>): string =>
  [vendorId, productId, serialNumber].join(':')

const ANY: Hid = { kind: 'hid', vendorId: '', productId: '', serialNumber: '' }

/** Which of the plugged-in USB HID POS scanners is this till's. */
export function HidFields(props: {
  /** Where the scanner stands in the configuration. */
  readonly path: string
  readonly scanner: Hid
  readonly choose: (scanner: Hid) => void
}) {
  const { path, scanner, choose } = props
  const { t } = useTranslation(['field', 'setup'])
  const { items, problem, known, listAgain } = useListed('listHidScanners')
  const { error, ...field } = useField({
    path: `${path}.vendorId`,
    label: 'hidScanner',
    about: 'hidScannerFor',
  })
  const plugged = items.map((item) => ({ value: keyOf(item), label: item.label }))
  const chosen = keyOf(scanner)
  const any = { value: keyOf(ANY), label: t('hidAny') }
  const isThere = [any, ...plugged].some(({ value }) => value === chosen)
  const away = { value: chosen, label: t('hidAway', { id: chosen }) }
  const none = known && items.length === 0 ? t('setup:noHid') : null
  return (
    <>
      <div className="port-field">
        <Select
          {...field}
          error={error ?? problem ?? none}
          allowDeselect={false}
          data={[any, ...plugged, ...(isThere ? [] : [away])]}
          value={chosen}
          onChange={(value) => {
            const { label: _, ...identity } = items.find((item) => keyOf(item) === value) ?? {
              ...(value === chosen ? scanner : ANY),
              label: '',
            }
            choose({ ...scanner, ...identity, kind: 'hid' })
          }}
        />
        <RefreshButton onPress={listAgain} />
      </div>
      <ChoiceField
        path={`${path}.whenRefused`}
        label="whenRefused"
        about="whenRefusedFor"
        value={scanner.whenRefused ?? 'nothing'}
        choices={[
          { value: 'nothing', label: t('refusedNothing') },
          { value: 'beep', label: t('refusedBeep') },
        ]}
        onChange={(whenRefused) => choose({ ...scanner, whenRefused })}
      />
    </>
  )
}
