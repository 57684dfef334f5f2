import { Button } from '@mantine/core'
import { IconBook } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { GOODS, type Screen } from '../../app/till/view.ts'
import { KeyCap } from '../key-cap.tsx'
import { KEY_OF } from '../keys.ts'
import { openPanel } from '../panel-store.ts'
import { GoodsBand } from '../verdict/goods-band.tsx'
import { LOOKS } from '../verdict/looks.ts'
import { Dialog } from './dialog.tsx'

const SHOWN: readonly Screen['kind'][] = [
  'charging',
  'password',
  'paid',
  'not-charged',
  'unknown',
  'stopping',
  'returning',
  'stopped',
  'needs-attention',
]

function Screens() {
  const { t } = useTranslation('verdict')
  return (
    <ul className="help-screens">
      {SHOWN.map((kind) => {
        const { icon: LookIcon, tone, pattern, word } = LOOKS[kind]
        return (
          <li key={kind} className="help-screen" data-tone={tone} data-pattern={pattern}>
            <LookIcon aria-hidden size={30} />
            <strong>{t(word)}</strong>
            <GoodsBand goods={GOODS[kind]} />
          </li>
        )
      })}
    </ul>
  )
}

function Keys({ training, kiosk, drawer }: Pick<Snapshot, 'training' | 'kiosk' | 'drawer'>) {
  const { t } = useTranslation(['help', 'till', 'refunds', 'kiosk', 'drawer'])
  const rows: readonly (readonly [string, string])[] = [
    ['0–9 .', t('help:keyDigits')],
    ['⌫', t('help:keyErase')],
    [`${KEY_OF.confirm} / F9`, t('help:keyConfirm')],
    [KEY_OF.escape, t('help:keyEscape')],
    [KEY_OF.note, t('help:keyNote')],
    [KEY_OF.help, t('till:help')],
    [KEY_OF['type-code'], t('till:typeCode')],
    [KEY_OF['waiting-sales'], t('help:keyWaiting')],
    [KEY_OF.receipts, t('help:keyReceipts')],
    [KEY_OF.shift, t('help:keyShift')],
    [KEY_OF['print-slip'], t('help:keyPrint')],
    [KEY_OF['ask-again'], t('till:askAgain')],
    [KEY_OF.park, t('till:park')],
    [KEY_OF.refund, t('refunds:title')],
    [KEY_OF.lock, t('help:keyLock')],
    [KEY_OF['set-up'], t('till:setUp')],
    [KEY_OF.reconciliation, t('help:keyReconciliation')],
    [KEY_OF['check-scanner'], t('till:checkScanner')],
    [KEY_OF.language, t('help:keyLanguage')],
    ...(drawer ? [[KEY_OF.drawer, t('drawer:title')] as const] : []),
    ...(kiosk ? [[KEY_OF['leave-kiosk'], t('kiosk:title')] as const] : []),
    ...(training
      ? [
          [KEY_OF['open-phone'], t('till:openPhone')] as const,
          [KEY_OF['scan-phone'], t('till:scanPhone')] as const,
        ]
      : []),
  ]
  return (
    <dl className="help-keys">
      {rows.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <KeyCap of={key} />
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Keys, and what each screen means (F1). */
export function HelpDialog({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('help')
  return (
    <Dialog size="full" title={`${t('title')} · ${t('version', { version: snapshot.appVersion })}`}>
      <div className="help">
        <section>
          <Button
            size="lg"
            data-autofocus
            className="help-manual"
            leftSection={<IconBook aria-hidden size={24} />}
            onClick={() => openPanel('manual')}
          >
            {t('manual')}
          </Button>
          <h2>{t('howTitle')}</h2>
          <ol>
            <li>{t('how1')}</li>
            <li>{t('how2')}</li>
            <li>{t('how3')}</li>
          </ol>
          <h2>{t('troubleTitle')}</h2>
          <ul>
            <li>{t('trouble1')}</li>
            <li>{t('trouble2')}</li>
            <li>{t('trouble3')}</li>
            <li>{t('trouble4')}</li>
          </ul>
        </section>
        <section>
          <h2>{t('screensTitle')}</h2>
          <Screens />
        </section>
        <section className="help-wide">
          <h2>{t('keysTitle')}</h2>
          <Keys training={snapshot.training} kiosk={snapshot.kiosk} drawer={snapshot.drawer} />
        </section>
      </div>
    </Dialog>
  )
}
