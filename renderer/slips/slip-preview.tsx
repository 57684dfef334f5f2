import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../bridge.ts'
import { pictureAddress } from './slip-store.ts'

/** The slip of a sale as it would be printed. Drawn anew for each sale: the caller gives each a key. */
export function SlipPreview({ saleId }: { readonly saleId: string }) {
  const { t } = useTranslation('slips')
  const [drawn, setDrawn] = useState<{ readonly svg: string | null } | null>(null)
  useEffect(() => {
    let wanted = true
    void call('drawSlip', { saleId }).then((answer) => {
      if (wanted) setDrawn({ svg: answer.ok ? answer.value.svg : null })
    })
    return () => {
      wanted = false
    }
  }, [saleId])
  if (drawn === null) return <p className="slip-none">{t('drawing')}</p>
  if (drawn.svg === null) return <p className="slip-none">{t('noSlip')}</p>
  return <img className="slip-picture" alt={t('preview')} src={pictureAddress(drawn.svg)} />
}
