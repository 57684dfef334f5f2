import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import type { SaleView } from '../../app/till/view.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { useDialogKeys } from '../dialogs/use-dialog-keys.ts'
import { addTexts } from '../i18n/later-texts.ts'
import { KeyCap } from '../key-cap.tsx'
import { isKeyOf, keyOf } from '../keys.ts'
import { discardSlips, printSlip } from '../slips/slip-actions.ts'
import { SlipPreview } from '../slips/slip-preview.tsx'
import { mayBeRefunded, openRefundOf } from '../refunds/refund-store.ts'
import { SaleFilters } from './sale-filters.tsx'
import { SaleHistory } from './sale-history.tsx'
import { SaleRow } from './sale-row.tsx'
import { searchFor, useSearch } from './search-store.ts'
import { useFoundSales, type FoundSales } from './use-found-sales.ts'
import '../styles/sales.css'

addTexts('sales')
addTexts('history')

/** Sales that Page Up and Page Down pass over. */
const PAGE_KEYS = 10

/** How far a key moves the choice; null for keys that do not. In a list of choices and in a day, arrows have another meaning. */
function stepOf({ code, target }: KeyboardEvent): number | null {
  const own =
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type === 'date')
  if (own) return null
  if (code === 'ArrowDown') return 1
  if (code === 'ArrowUp') return -1
  if (code === 'PageDown') return PAGE_KEYS
  return code === 'PageUp' ? -PAGE_KEYS : null
}

function Waiting({ count }: { readonly count: number }) {
  const { t } = useTranslation('slips')
  if (count === 0) return null
  return (
    <div className="slips-waiting" role="status">
      <span>{t('waiting', { count })}</span>
      <Button size="md" variant="default" onClick={() => void discardSlips()}>
        {t('discard')}
      </Button>
    </div>
  )
}

interface ListProps {
  readonly found: FoundSales
  readonly chosen: SaleView | null
  readonly onChoose: (at: number) => void
}

function SaleList({ found: { sales, mayBeMore, behind, more }, chosen, onChoose }: ListProps) {
  const { t } = useTranslation('sales')
  return (
    <>
      <ul className="found-sales">
        {sales?.map((sale, at) => (
          <SaleRow
            key={sale.saleId}
            sale={sale}
            chosen={sale === chosen}
            onChoose={() => onChoose(at)}
          />
        ))}
        {mayBeMore && (
          <li>
            <Button fullWidth size="md" variant="default" onClick={more}>
              {t('more')}
            </Button>
          </li>
        )}
      </ul>
      {sales?.length === 0 && <p className="slip-none">{t('none')}</p>}
      {behind > 0 && (
        <p className="slip-none" role="status">
          {t('behind')}
        </p>
      )}
    </>
  )
}

type Shown = 'slip' | 'history'

interface ChosenProps {
  readonly sale: SaleView
  readonly shown: Shown
  readonly onTurn: () => void
}

function ChosenSale({ sale, shown, onTurn }: ChosenProps) {
  const { t } = useTranslation(['sales', 'slips', 'refunds'])
  const { saleId, outTradeNo, screen } = sale
  return (
    <>
      <div className="slip-paper" data-shown={shown}>
        {shown === 'slip' ? (
          <SlipPreview key={saleId} saleId={saleId} />
        ) : (
          <SaleHistory key={`${saleId} ${screen.kind}`} saleId={saleId} />
        )}
      </div>
      <div className="sale-buttons">
        <Button
          size="lg"
          variant="default"
          rightSection={<KeyCap of={keyOf('ask-again')} />}
          onClick={onTurn}
        >
          {t(shown === 'slip' ? 'sales:showHistory' : 'sales:showSlip')}
        </Button>
        <Button
          size="lg"
          variant="default"
          rightSection={<KeyCap of={keyOf('refund')} />}
          disabled={!mayBeRefunded(sale)}
          onClick={() => openRefundOf(sale)}
        >
          {t('refunds:title')}
        </Button>
        <Button
          size="lg"
          leftSection={<IconPrinter aria-hidden size={22} />}
          rightSection={<KeyCap of={keyOf('print-slip')} />}
          disabled={outTradeNo === null}
          onClick={() => void printSlip(saleId)}
        >
          {t('slips:print')}
        </Button>
      </div>
    </>
  )
}

/** Every sale of this till, found by whatever is known of it, with its slip and its evidence (F4). */
export function SalesDialog({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('sales')
  const search = useSearch()
  const [choice, setChoice] = useState({ search, at: 0 })
  const [shown, setShown] = useState<Shown>('slip')
  // Another search begins with the newest sale that it finds.
  const chosenAt = choice.search === search ? choice.at : 0
  const choose = (at: number): void => setChoice({ search, at })
  useEffect(() => () => searchFor(''), [])
  const found = useFoundSales(snapshot.currency)
  const count = found.sales?.length ?? 0
  const chosen = found.sales?.[Math.min(chosenAt, count - 1)] ?? null
  const turn = (): void => setShown(shown === 'slip' ? 'history' : 'slip')

  function onKeyDown(event: KeyboardEvent): void {
    const step = stepOf(event)
    if (step !== null) {
      event.preventDefault()
      const at = chosenAt + step
      if (at >= count - 1) found.more()
      choose(Math.min(Math.max(at, 0), Math.max(count - 1, 0)))
    } else if (isKeyOf(event, 'print-slip') && chosen !== null && !event.repeat) {
      event.preventDefault()
      void printSlip(chosen.saleId)
    } else if (isKeyOf(event, 'refund') && chosen !== null && mayBeRefunded(chosen)) {
      event.preventDefault()
      openRefundOf(chosen)
    } else if (isKeyOf(event, 'ask-again') && !event.repeat) {
      event.preventDefault()
      turn()
    }
  }
  useDialogKeys(onKeyDown)
  return (
    <Dialog size="full" title={t('title')}>
      <div className="receipts">
        <section className="receipts-sales">
          <SaleFilters />
          <SaleList found={found} chosen={chosen} onChoose={choose} />
          <Waiting count={snapshot.lights.printer.waiting} />
        </section>
        <section className="receipts-slip">
          {chosen !== null && <ChosenSale sale={chosen} shown={shown} onTurn={turn} />}
        </section>
      </div>
    </Dialog>
  )
}
