import { IconPrinter } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { openPanel } from '../panel-store.ts'
import { dismissSlipNews, followPapers, pictureAddress, useSlipNews } from './slip-store.ts'

const SHOWN_FOR_MS = 8_000

/** What became of a print, in a corner: the verdict stays in sight. */
export function SlipToast() {
  const { t } = useTranslation('slips')
  const news = useSlipNews((store) => store.news)
  useEffect(() => followPapers(window.till), [])
  useEffect(() => {
    if (news === null) return
    const timer = setTimeout(dismissSlipNews, SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [news])
  if (news === null) return null
  return (
    <div className="slip-toast" role="status" key={news.number} data-slip={news.text}>
      <p>
        <IconPrinter aria-hidden size={22} />
        <span>{t(news.text)}</span>
      </p>
      {news.svg !== null && (
        <button
          type="button"
          className="slip-peek"
          tabIndex={-1}
          aria-label={t('enlarge')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => openPanel('receipts')}
        >
          <img alt="" src={pictureAddress(news.svg)} />
        </button>
      )}
    </div>
  )
}
