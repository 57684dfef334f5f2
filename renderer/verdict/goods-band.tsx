import {
  IconPlayerPauseFilled,
  IconShoppingBagCheck,
  IconShoppingBagX,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Goods } from '../../app/till/view.ts'
import type { VerdictText } from './looks.ts'

const BANDS: {
  readonly [G in Exclude<Goods, 'none'>]: { readonly icon: Icon; readonly text: VerdictText }
} = {
  hold: { icon: IconPlayerPauseFilled, text: 'goodsHold' },
  'hand-over': { icon: IconShoppingBagCheck, text: 'goodsHandOver' },
  keep: { icon: IconShoppingBagX, text: 'goodsKeep' },
}

/** What to do with the goods: the one thing a verdict must say. */
export function GoodsBand({ goods }: { readonly goods: Goods }) {
  const { t } = useTranslation('verdict')
  if (goods === 'none') return null
  const { icon: BandIcon, text } = BANDS[goods]
  return (
    <p className="goods-band" data-goods={goods}>
      <BandIcon aria-hidden className="goods-icon" />
      <span>{t(text)}</span>
    </p>
  )
}
