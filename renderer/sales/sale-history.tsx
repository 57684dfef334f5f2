import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry, SaleHistory as History } from '../../app/contract/sales.ts'
import { call } from '../bridge.ts'
import { secondsText, wholeTimeText } from '../clock-text.ts'
import { useLanguage } from '../till-store.ts'
import { fieldsOf, wordsOf } from './history-words.ts'

/** Entries that the till made for itself: they say when it did what, and nobody outside said anything. */
const QUIET: ReadonlySet<HistoryEntry['event']['type']> = new Set([
  'query-due',
  'revoke-due',
  'age-reached',
])

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation('history')
  const language = useLanguage()
  const fields = fieldsOf(entry)
  return (
    <li className="history-entry" data-quiet={QUIET.has(entry.event.type)}>
      <time className="history-time">{secondsText(entry.atMs)}</time>
      <div>
        <p className="history-words">{wordsOf(entry, { t, language })}</p>
        {fields !== '' && <p className="history-fields">{fields}</p>}
        <details className="history-record">
          <summary>
            {t('record')} {entry.seq} · {t('stateAfter')}: {entry.state}
          </summary>
          <pre>{JSON.stringify(entry.event, null, 2)}</pre>
        </details>
      </div>
    </li>
  )
}

function Facts({ history: { sale, entries } }: { readonly history: History }) {
  const { t } = useTranslation('history')
  const orders = new Set(entries.flatMap(({ outTradeNo }) => outTradeNo ?? []))
  const transaction = sale.screen.kind === 'paid' ? sale.screen.transactionId : null
  const rows: readonly (readonly [string, string])[] = [
    [t('started'), wholeTimeText(sale.startedAtMs)],
    ...[...orders].map((order) => [t('order'), order] as const),
    ...(transaction === null ? [] : [[t('transaction'), transaction] as const]),
    ...(sale.note === '' ? [] : [[t('note'), sale.note] as const]),
  ]
  return (
    <dl className="history-facts">
      {rows.map(([name, value]) => (
        <div key={name + value}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/**
 * Everything that happened to a sale, with what WeChat answered, in words and as it came. Read anew for each version of each
 * sale: the caller gives a key.
 */
export function SaleHistory({ saleId }: { readonly saleId: string }) {
  const { t } = useTranslation('history')
  const [read, setRead] = useState<{ readonly history: History | null } | null>(null)
  useEffect(() => {
    let wanted = true
    void call('readSale', { saleId }).then((answer) => {
      if (wanted) setRead({ history: answer.ok ? answer.value : null })
    })
    return () => {
      wanted = false
    }
  }, [saleId])
  if (read === null) return <p className="slip-none">{t('reading')}</p>
  const { history } = read
  if (history === null) return <p className="slip-none">{t('unreadable')}</p>
  return (
    <div className="history">
      <Facts history={history} />
      <h3>{t('title')}</h3>
      <ol className="history-entries">
        {history.entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
    </div>
  )
}
