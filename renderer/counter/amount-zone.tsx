import { memo } from 'react'
import type { Snapshot } from '../../app/contract/contract.ts'
import { AmountInput } from './amount-input.tsx'
import { SaleFacts } from './sale-facts.tsx'
import { isOver } from '../../app/till/screens.ts'
import { useTyping } from '../entry-store.ts'

/** The left side: the amount while it is typed, then the sale and what can be done about it. */
export const AmountZone = memo(function AmountZone(props: { readonly snapshot: Snapshot }) {
  const { snapshot } = props
  const { current } = snapshot.till
  const typing = useTyping(({ entry }) => entry.text !== '')
  const showSale = current !== null && !(isOver(current.screen) && typing)
  return (
    <section className="amount-zone">
      <div className="amount-content">
        {showSale ? <SaleFacts sale={current} /> : <AmountInput snapshot={snapshot} />}
      </div>
    </section>
  )
})
