import { Button } from '@mantine/core'
import { IconBook } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { GOODS, type Screen } from '../../app/till/view.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
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
    [`${keyOf('confirm')} / F9`, t('help:keyConfirm')],
    [keyOf('escape'), t('help:keyEscape')],
    [keyOf('note'), t('help:keyNote')],
    [keyOf('help'), t('till:help')],
    [keyOf('type-code'), t('till:typeCode')],
    [keyOf('waiting-sales'), t('help:keyWaiting')],
    [keyOf('receipts'), t('help:keyReceipts')],
    [keyOf('shift'), t('help:keyShift')],
    [keyOf('print-slip'), t('help:keyPrint')],
    [keyOf('ask-again'), t('till:askAgain')],
    [keyOf('park'), t('till:park')],
    [keyOf('refund'), t('refunds:title')],
    [keyOf('lock'), t('help:keyLock')],
    [keyOf('set-up'), t('till:setUp')],
    [keyOf('reconciliation'), t('help:keyReconciliation')],
    [keyOf('check-scanner'), t('till:checkScanner')],
    [keyOf('language'), t('help:keyLanguage')],
    ...(drawer ? [[keyOf('drawer'), t('drawer:title')] as const] : []),
    ...(kiosk ? [[keyOf('leave-kiosk'), t('kiosk:title')] as const] : []),
    ...(training
      ? [
          [keyOf('open-phone'), t('till:openPhone')] as const,
          [keyOf('scan-phone'), t('till:scanPhone')] as const,
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
