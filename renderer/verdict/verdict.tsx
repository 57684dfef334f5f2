import { memo } from 'react'
import type { Snapshot } from '../../app/contract/contract.ts'
import { minorOf } from '../amount-entry.ts'
import { rulesOf, useTyping } from '../entry-store.ts'
import { takesCode } from '../../app/till/screens.ts'
import { AskTwice } from './ask-twice.tsx'
import { IdleVerdict } from './idle-verdict.tsx'
import { NoticeBand, NoticeVerdict } from './notice-views.tsx'
import { SaleVerdict } from './sale-verdict.tsx'
import { useNotice } from './use-notice.ts'

function Main({ snapshot }: { readonly snapshot: Snapshot }) {
  const entry = useTyping((typing) => typing.entry)
  const { current } = snapshot.till
  if (current !== null) return <SaleVerdict sale={current} />
  if (entry.askedAtMs !== null) {
    return <AskTwice amountMinor={minorOf(rulesOf(snapshot), entry.text)} snapshot={snapshot} />
  }
  return <IdleVerdict snapshot={snapshot} />
}

/** The right side: the verdict, unless something was scanned in vain and no verdict is at stake. */
export const Verdict = memo(function Verdict({ snapshot }: { readonly snapshot: Snapshot }) {
  const notice = useNotice()
  const { current } = snapshot.till
  const free = current === null || takesCode(current.screen)
  if (notice !== null && notice.word !== null && free) {
    return <NoticeVerdict key={notice.id} notice={notice} sale={current} />
  }
  return (
    <div className="verdict-stack">
      {notice !== null && <NoticeBand notice={notice} />}
      <Main snapshot={snapshot} />
    </div>
  )
})
