import { Button, UnstyledButton } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { scannersOf } from '../../app/contract/configuration.ts'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { SCANNER_LIGHTS, type ScannerLightDetail } from '../../app/scanner-light.ts'
import { LightSign } from '../frame/light-sign.tsx'
import { useTill } from '../till-store.ts'
import { SCANNERS_MAX } from './check/place-scanner.ts'
import { useSetup } from './setup-context.ts'

const idOf = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(':')

/** What a scanner is called: how it is connected, and which one it is. */
function useName(): (scanner: ScannerConfiguration) => string {
  const { t } = useTranslation('field')
  return (scanner) => {
    switch (scanner.kind) {
      case 'hid': {
        const id = idOf(scanner.vendorId, scanner.productId, scanner.serialNumber)
        return id === '' ? t('scannerHid') : `${t('scannerHid')} · ${id}`
      }
      case 'serial':
        return scanner.path === '' ? t('port') : `${t('port')} · ${scanner.path}`
      case 'keyboard':
        return t('scannerKeyboard')
      case 'none':
        return t('scannerNone')
    }
  }
}

/** The light of each scanner that is in use just as the draft has it; null for one that was changed. */
function useLights(
  scanners: readonly ScannerConfiguration[],
): readonly (ScannerLightDetail | null)[] {
  const { setup } = useSetup()
  const each = useTill(({ snapshot }) => snapshot?.lights.scanner.each) ?? []
  const used = scannersOf(setup.configuration)
  return scanners.map((scanner) => {
    const at = used.findIndex((one) => JSON.stringify(one) === JSON.stringify(scanner))
    return each[at] ?? null
  })
}

function Row(props: {
  readonly name: string
  readonly light: ScannerLightDetail | null
  readonly chosen: boolean
  readonly choose: () => void
}) {
  const { name, light, chosen, choose } = props
  const { t } = useTranslation(['field', 'lights'])
  return (
    <li>
      <UnstyledButton className="scanner-row" aria-pressed={chosen} onClick={choose}>
        {light !== null && <LightSign state={SCANNER_LIGHTS[light]} />}
        <span className="scanner-name">{name}</span>
        <span className="scanner-state">
          {light === null ? t('field:scannerUnsaved') : t(`lights:${light}`)}
        </span>
      </UnstyledButton>
    </li>
  )
}

/** The till's scanners, each with its light: which one the fields below are about, one more, one less. */
export function ScannerList(props: {
  readonly scanners: readonly ScannerConfiguration[]
  /** The position of the one whose fields are shown. */
  readonly chosen: number
  readonly choose: (at: number) => void
  readonly add: () => void
  /** Removes the one whose fields are shown. */
  readonly remove: () => void
}) {
  const { scanners, chosen, choose, add, remove } = props
  const { t } = useTranslation('field')
  const { setup } = useSetup()
  const name = useName()
  const lights = useLights(scanners)
  const several = scanners.length > 1
  return (
    <div className="scanner-list">
      {several && (
        <ul aria-label={t('scanners')}>
          {scanners.map((scanner, at) => (
            <Row
              key={at}
              name={`${at + 1}. ${name(scanner)}`}
              light={lights[at] ?? null}
              chosen={at === chosen}
              choose={() => choose(at)}
            />
          ))}
        </ul>
      )}
      <div className="scanner-buttons">
        <Button
          size="md"
          variant="default"
          leftSection={<IconPlus aria-hidden size={20} />}
          disabled={setup.fromFile || scanners.length >= SCANNERS_MAX}
          onClick={add}
        >
          {t('scannerAdd')}
        </Button>
        {several && (
          <Button
            size="md"
            variant="default"
            color="red"
            leftSection={<IconTrash aria-hidden size={20} />}
            disabled={setup.fromFile}
            onClick={remove}
          >
            {t('scannerRemove', { number: chosen + 1 })}
          </Button>
        )}
      </div>
    </div>
  )
}
