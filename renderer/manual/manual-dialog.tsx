import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { manuals } from 'virtual:manual'
import { Dialog } from '../dialogs/dialog.tsx'
import { useLanguage } from '../till-store.ts'
import '../styles/manual.css'

type Book = keyof typeof manuals

/** The manuals of this very version, without any network. */
export function ManualDialog() {
  const { t } = useTranslation('help')
  const language = useLanguage()
  const [book, setBook] = useState<Book>('cashier')
  const tag = language === 'en' ? 'en' : 'zh'
  // Nothing that anybody typed is in it.
  const html = { __html: manuals[book][tag] }
  return (
    <Dialog size="full" title={t('manual')}>
      <SegmentedControl
        aria-label={t('manual')}
        size="md"
        data={[
          { value: 'cashier', label: t('manualCashier') },
          { value: 'manager', label: t('manualManager') },
        ]}
        value={book}
        onChange={setBook}
      />
      <article
        className="manual"
        tabIndex={0}
        lang={tag === 'en' ? 'en' : 'zh-Hans'}
        // oxlint-disable-next-line react/no-danger -- made from our own files when the program is built
        dangerouslySetInnerHTML={html}
      />
    </Dialog>
  )
}
