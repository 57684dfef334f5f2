import { Button, TextInput } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { call } from '../bridge.ts'
import { dayText } from '../day-text.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { KeyCap } from '../key-cap.tsx'
import { KEY_OF } from '../keys.ts'
import { LOOKS } from '../verdict/looks.ts'
import { discardSlips, printSlip } from './slip-actions.ts'
import { pictureAddress, searchFor, useSearch } from './slip-store.ts'

/** Sales of the journal, searched while the digits are typed. */
function useFoundSales(digits: string): readonly SaleView[] | null {
  const [found, setFound] = useState<readonly SaleView[] | null>(null)
  useEffect(() => {
    let wanted = true
    void call('findSales', { digits }).then((answer) => {
      if (wanted) setFound(answer.ok ? answer.value : [])
    })
    return () => {
      wanted = false
    }
  }, [digits])
  return found
}

interface RowProps {
  readonly sale: SaleView
  readonly chosen: boolean
  readonly onChoose: () => void
}

function SaleRow({ sale, chosen, onChoose }: RowProps) {
  const { t } = useTranslation('verdict')
  const { icon: LookIcon, tone, word } = LOOKS[sale.screen.kind]
  return (
    <li>
      <button
        type="button"
        className="found-sale"
        tabIndex={-1}
        aria-pressed={chosen}
        onClick={onChoose}
      >
        <LookIcon aria-hidden size={24} data-tone={tone} className="found-icon" />
        <span className="found-amount">{amountText(sale.amountMinor, sale.currency)}</span>
        <span className="found-word">{t(word)}</span>
        <span className="found-when">{dayText(sale.startedAtMs)}</span>
        <span className="found-order">
          {sale.outTradeNo === null ? '' : `…${sale.outTradeNo.slice(-6)}`}
        </span>
      </button>
    </li>
  )
}

/** Drawn anew for each sale: the caller gives each a key. */
function Preview({ saleId }: { readonly saleId: string }) {
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

/** Every sale of this till, and its slip to be looked at and printed (F4). */
export function ReceiptsDialog({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('slips')
  const digits = useSearch((search) => search.digits)
  const [choice, setChoice] = useState({ digits, at: 0 })
  // Another search begins with the newest sale that it finds.
  const chosenAt = choice.digits === digits ? choice.at : 0
  const choose = (at: number): void => setChoice({ digits, at })
  useEffect(() => () => searchFor(''), [])
  const sales = useFoundSales(digits)
  const chosen = sales?.[Math.min(chosenAt, sales.length - 1)] ?? null
  const { waiting } = snapshot.lights.printer

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      choose(Math.min(Math.max(chosenAt + step, 0), Math.max((sales?.length ?? 0) - 1, 0)))
    } else if (event.code === 'F11' && chosen !== null && !event.repeat) {
      event.preventDefault()
      void printSlip(chosen.saleId)
    }
  }
  return (
    <Dialog size="full" title={t('title')}>
      <div className="receipts" onKeyDown={onKeyDown} role="presentation">
        <section className="receipts-sales">
          <TextInput
            size="lg"
            data-autofocus
            autoComplete="off"
            inputMode="numeric"
            label={t('search')}
            value={digits}
            onChange={(event) => searchFor(event.currentTarget.value)}
          />
          <ul className="found-sales">
            {sales?.map((sale, at) => (
              <SaleRow
                key={sale.saleId}
                sale={sale}
                chosen={sale === chosen}
                onChoose={() => choose(at)}
              />
            ))}
          </ul>
          {sales?.length === 0 && <p className="slip-none">{t('none')}</p>}
          <Waiting count={waiting} />
        </section>
        <section className="receipts-slip">
          {chosen !== null && (
            <>
              <div className="slip-paper">
                <Preview key={chosen.saleId} saleId={chosen.saleId} />
              </div>
              <Button
                size="lg"
                leftSection={<IconPrinter aria-hidden size={22} />}
                rightSection={<KeyCap of={KEY_OF['print-slip']} />}
                disabled={chosen.outTradeNo === null}
                onClick={() => void printSlip(chosen.saleId)}
              >
                {t('print')}
              </Button>
            </>
          )}
        </section>
      </div>
    </Dialog>
  )
}
