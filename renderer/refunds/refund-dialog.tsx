import { Alert, TextInput } from '@mantine/core'
import { IconReceiptRefund } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import type { SaleRefunds } from '../../app/contract/refunds.ts'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { call, type Fault } from '../bridge.ts'
import { dayText } from '../clock-text.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { faultText } from '../fault-texts.ts'
import { RefundForm } from './refund-form.tsx'
import { RefundRow } from './refund-row.tsx'
import { chooseSale, searchPaid, useRefundSearch } from './refund-store.ts'
import { TROUBLE, whyNotText } from './refund-text.ts'

/** Paid sales, searched while the digits are typed. */
function usePaidSales(digits: string): readonly SaleView[] {
  const [found, setFound] = useState<readonly SaleView[]>([])
  useEffect(() => {
    let wanted = true
    void call('findPaidSales', { digits }).then((answer) => {
      if (wanted) setFound(answer.ok ? answer.value : [])
    })
    return () => {
      wanted = false
    }
  }, [digits])
  return found
}

/** What was given back of a sale, read anew whenever a refund changes. */
function useSaleRefunds(saleId: string, version: number): SaleRefunds | null {
  const [known, setKnown] = useState<SaleRefunds | null>(null)
  useEffect(() => {
    let wanted = true
    void call('saleRefunds', { saleId }).then((answer) => {
      if (wanted) setKnown(answer.ok ? answer.value : null)
    })
    return () => {
      wanted = false
    }
  }, [saleId, version])
  return known
}

function Pane({ sale, snapshot }: { readonly sale: SaleView; readonly snapshot: Snapshot }) {
  const { t } = useTranslation('refunds')
  const { t: tFault } = useTranslation('fault')
  const [fault, setFault] = useState<Fault | null>(null)
  const [started, setStarted] = useState(0)
  const known = useSaleRefunds(sale.saleId, snapshot.refunds.version + started)
  if (known === null) return null
  const { refunds, refundable } = known
  const amount = amountText(sale.amountMinor, sale.currency)
  return (
    <>
      <h2 className="refund-sale">
        {t('paid', { amount })}
        <small>{sale.outTradeNo}</small>
      </h2>
      {refundable.kind === 'refundable' ? (
        <RefundForm
          key={`${sale.saleId} ${refundable.leftMinor}`}
          sale={sale}
          leftMinor={refundable.leftMinor}
          leastMinor={refundable.leastMinor}
          people={snapshot.people}
          onDone={() => setStarted((count) => count + 1)}
        />
      ) : (
        <p className="refund-why-not">{t(whyNotText(refundable.kind, sale, refunds))}</p>
      )}
      <ul className="refund-list">
        {refunds.map((refund) => (
          <RefundRow key={refund.outRefundNo} refund={refund} onFault={setFault} />
        ))}
      </ul>
      {fault !== null && (
        <p className="people-fault" role="alert">
          {faultText(tFault, fault)}
        </p>
      )}
    </>
  )
}

/** Gives money back: a paid sale, how much, why, a manager (F10). What is undecided comes first. */
export function RefundDialog({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('refunds')
  const { digits, saleId } = useRefundSearch()
  const needy = snapshot.refunds.open.find(({ state }) => state === 'needs-attention')
  const chosenId = saleId ?? needy?.saleId ?? null
  useEffect(
    () => () => {
      searchPaid('')
      chooseSale(null)
    },
    [],
  )
  const sales = usePaidSales(digits)
  const openIds = snapshot.refunds.open.map(({ saleId }) => saleId)
  // A number that leads to one sale alone has found it.
  const only = digits.length >= 4 && sales.length === 1 ? sales[0] : undefined
  const chosen = only ?? sales.find(({ saleId }) => saleId === chosenId) ?? null
  const { trouble } = snapshot.refunds
  return (
    <Dialog size="full" title={t('title')}>
      {trouble !== null && <Alert color="red">{t(TROUBLE[trouble])}</Alert>}
      <div className="receipts refunds">
        <section className="receipts-sales">
          <TextInput
            size="lg"
            data-autofocus
            autoComplete="off"
            inputMode="numeric"
            label={t('search')}
            value={digits}
            onChange={(event) => searchPaid(event.currentTarget.value)}
          />
          <ul className="found-sales">
            {sales.map((sale) => (
              <li key={sale.saleId}>
                <button
                  type="button"
                  className="found-sale refund-found"
                  aria-pressed={sale === chosen}
                  data-open={openIds.includes(sale.saleId)}
                  onClick={() => chooseSale(sale.saleId)}
                >
                  <span className="found-amount">
                    {amountText(sale.amountMinor, sale.currency)}
                  </span>
                  <span className="found-when">{dayText(sale.startedAtMs)}</span>
                  <span className="found-order">…{sale.outTradeNo?.slice(-6)}</span>
                </button>
              </li>
            ))}
          </ul>
          {sales.length === 0 && <p className="slip-none">{t('none')}</p>}
        </section>
        <section className="receipts-slip refund-pane">
          {chosen === null ? (
            <p className="refund-none">
              <IconReceiptRefund aria-hidden size={64} stroke={1.3} />
              {t('chooseSale')}
            </p>
          ) : (
            <Pane key={chosen.saleId} sale={chosen} snapshot={snapshot} />
          )}
        </section>
      </div>
    </Dialog>
  )
}
