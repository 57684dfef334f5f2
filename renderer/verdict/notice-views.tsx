import { CloseButton } from '@mantine/core'
import { IconAlertTriangleFilled, IconBarcodeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import type { Notice } from './use-notice.ts'
import { VerdictZone } from './verdict-zone.tsx'

/** A notice above a verdict that must stay in sight. */
export function NoticeBand({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation(['notice', 'fault'])
  return (
    <div className="notice-band" role="alert" key={notice.id} data-notice={notice.kind}>
      <IconAlertTriangleFilled aria-hidden className="notice-band-icon" />
      <div>
        {notice.word !== null && <strong>{notice.word}</strong>}
        <p>{notice.more}</p>
      </div>
      <CloseButton
        size="xl"
        variant="transparent"
        className="notice-band-close"
        aria-label={t('fault:dismiss')}
        onClick={notice.dismiss}
      />
    </div>
  )
}

/** The whole zone says that the wrong thing was scanned; a sale that waits for a code goes on waiting. */
export function NoticeVerdict(props: { readonly notice: Notice; readonly sale: SaleView | null }) {
  const { notice, sale } = props
  const { t } = useTranslation('notice')
  return (
    <VerdictZone
      screen={sale?.screen.kind ?? 'idle'}
      notice={notice.kind}
      said
      tone="grey"
      pattern="plain"
      working={false}
    >
      <div className="verdict-signs">
        <IconBarcodeOff aria-hidden className="verdict-icon" stroke={1.5} />
      </div>
      <h1 className="verdict-word">{notice.word}</h1>
      {sale !== null && (
        <p className="verdict-amount">{amountText(sale.amountMinor, sale.currency)}</p>
      )}
      <p className="verdict-why">{notice.more}</p>
      {notice.nothingSent && <p className="verdict-foot">{t('nothingSent')}</p>}
    </VerdictZone>
  )
}
