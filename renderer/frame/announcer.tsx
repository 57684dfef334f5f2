import { useTranslation } from 'react-i18next'
import { GOODS, type Goods, type SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { useLanguage } from '../till-store.ts'
import { LOOKS, type VerdictText } from '../verdict/looks.ts'
import { reasonsOf } from '../verdict/reasons.ts'

const GOODS_TEXT: { readonly [G in Goods]: VerdictText | null } = {
  none: null,
  hold: 'goodsHold',
  'hand-over': 'goodsHandOver',
  keep: 'goodsKeep',
}

/** Says each state once to screen readers: the text changes only when the verdict does. */
export function Announcer({ sale }: { readonly sale: SaleView | null }) {
  const { t } = useTranslation('verdict')
  const language = useLanguage()
  const parts: string[] = []
  if (sale !== null) {
    const goods = GOODS_TEXT[GOODS[sale.screen.kind]]
    parts.push(t(LOOKS[sale.screen.kind].word), amountText(sale.amountMinor, sale.currency))
    if (goods !== null) parts.push(t(goods))
    parts.push(reasonsOf(t, language, sale).why)
  }
  return (
    <div className="only-heard">
      <p className="announcer" role="status" aria-live="assertive" aria-atomic>
        {parts.filter((part) => part !== '').join(language === 'en' ? '. ' : '。')}
      </p>
    </div>
  )
}
