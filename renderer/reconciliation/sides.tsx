import { useTranslation } from 'react-i18next'
import type { BillSide, Difference } from '../../app/reconciliation/difference.ts'
import { ELSEWHERE, type ReportLine } from '../../app/reconciliation/report.ts'
import type { Resources } from '../i18n/resources.ts'
import { useTill } from '../till-store.ts'
import { billTime, feeText, rateText, signedAmountText } from './bill-texts.ts'
import { useWechatStateText } from './outcome-text.ts'
import { SaleEvidence } from './sale-evidence.tsx'

type Name = keyof Resources['reconciliationSides']
/** A name and what one side says of it; null is not shown. */
type Fact = readonly [name: Name, text: string | null]

/** What one side has, fact by fact. */
function Facts(props: { readonly title: string; readonly facts: readonly Fact[] }) {
  const { t } = useTranslation('reconciliationSides')
  return (
    <div className="side-facts">
      <h4>{props.title}</h4>
      <dl>
        {props.facts
          .filter(([, text]) => text !== null && text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{t(name)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}

const money = ({ minor, currency }: { readonly minor: number; readonly currency: string }) =>
  signedAmountText(minor, currency)

function OurSide({ ours: { payment, refund } }: Pick<Difference, 'ours'>) {
  const { t } = useTranslation('reconciliationSides')
  const { t: tLines } = useTranslation('reconciliationLines')
  if (payment === null && refund === null) return <p className="side-none">{t('oursNone')}</p>
  return (
    <>
      {/* What the difference is about first: there is none of a refund where it is about the payment. */}
      {refund !== null && (
        <Facts
          title={t('rowRefund')}
          facts={[
            ['refundNumber', refund.refundNumber],
            ['orderNumber', refund.orderNumber],
            ['amount', money(refund.amount)],
            ['state', tLines(`ours-${refund.state}`)],
            ['till', refund.till],
            ['cashier', refund.cashier],
            ['requestedAt', billTime(refund.requestedAtMs)],
          ]}
        />
      )}
      {payment !== null && (
        <Facts
          title={t('rowPayment')}
          facts={[
            ['orderNumber', payment.orderNumber],
            ['amount', money(payment.amount)],
            ['state', tLines(`ours-${payment.state}`)],
            ['till', payment.till],
            ['cashier', payment.cashier],
            ['submittedAt', billTime(payment.submittedAtMs)],
            ['paidAt', payment.paidAtMs === null ? null : billTime(payment.paidAtMs)],
            ['transactionId', payment.transactionId],
          ]}
        />
      )}
    </>
  )
}

const ROW_TITLES = { payment: 'rowPayment', refund: 'rowRefund', revoke: 'rowRevoke' } as const

const billFacts = (row: BillSide): readonly Fact[] => [
  ['tradeTime', billTime(row.atMs)],
  ['orderNumber', row.orderNumber],
  ['transactionId', row.transactionId],
  ['price', money(row.price)],
  ['settlement', money(row.settlement)],
  ['coupon', row.couponMinor === 0 ? null : signedAmountText(row.couponMinor, row.price.currency)],
  ['fee', feeText(row.feeUnits, row.settlement.currency)],
  ['rate', row.ratePpm === null ? null : rateText(row.ratePpm)],
  ['refundNumber', row.refund?.refundNumber ?? null],
  ['refundId', row.refund?.refundId ?? null],
  ['askedRefund', row.refund === null ? null : money(row.refund.asked)],
  ['settledRefund', row.refund === null ? null : money(row.refund.settled)],
  ['refundStatus', row.refund?.status ?? null],
  ['tradeType', row.tradeType],
  ['bank', row.bank],
  ['device', row.device],
  ['merchant', row.mchId],
  ['subMerchant', row.subMchId],
]

/** Our record and the bill's rows side by side, as they are. */
export function BothSides({ difference }: { readonly difference: Difference }) {
  const { t } = useTranslation('reconciliationSides')
  const { ours, theirs, expectedFeeUnits, amount, refundNumber } = difference
  // Of a revoke the payment says nothing that ours does not.
  const ofPayment = difference.class === 'revoked-there' ? 'revoke' : 'payment'
  const about = refundNumber === null ? ofPayment : 'refund'
  const rows = theirs.toSorted((a, b) => Number(b.kind === about) - Number(a.kind === about))
  // With a backend the order may be any till's; this one's journal would only say that it does not know it.
  const ownJournal = useTill(({ snapshot }) => snapshot?.backend !== true)
  return (
    <div className="sides">
      <section className="side" aria-label={t('ours')}>
        <h3>{t('ours')}</h3>
        <OurSide ours={ours} />
        {expectedFeeUnits !== null && (
          <p className="side-expected">
            {t('expectedFee')}{' '}
            {feeText(expectedFeeUnits, theirs[0]?.settlement.currency ?? amount.currency)}
          </p>
        )}
        {ours.payment !== null && ownJournal && <SaleEvidence saleId={ours.payment.saleId} />}
      </section>
      <section className="side" aria-label={t('theirs')}>
        <h3>{t('theirs')}</h3>
        {theirs.length === 0 && <p className="side-none">{t('theirsNone')}</p>}
        {rows.map((row) => (
          <Facts
            key={row.line}
            title={`${t(ROW_TITLES[row.kind])} · ${t('rowAt', { line: row.line })}`}
            facts={billFacts(row)}
          />
        ))}
      </section>
    </div>
  )
}

/** Both sides of a line about which nothing was found, in short. */
export function LineSides({ line }: { readonly line: ReportLine }) {
  const { t } = useTranslation('reconciliationSides')
  const { t: tLines } = useTranslation('reconciliationLines')
  const stateText = useWechatStateText()
  const { orderNumber, refundNumber, currency, oursMinor, oursState, theirsMinor, theirsState } =
    line
  const numbers: readonly Fact[] = [
    ['orderNumber', orderNumber],
    ['refundNumber', refundNumber],
  ]
  const title = t(refundNumber === null ? 'rowPayment' : 'rowRefund')
  const amountOf = (minor: number) => signedAmountText(minor, currency)
  return (
    <div className="sides">
      <section className="side" aria-label={t('ours')}>
        <h3>{t('ours')}</h3>
        {oursMinor === null ? (
          <p className="side-none">{t('oursNone')}</p>
        ) : (
          <Facts
            title={title}
            facts={[
              ...numbers,
              ['amount', amountOf(oursMinor)],
              ['state', oursState === null ? null : tLines(`ours-${oursState}`)],
              ['till', line.till],
              ['cashier', line.cashier],
            ]}
          />
        )}
      </section>
      <section className="side" aria-label={t('theirs')}>
        <h3>{t('theirs')}</h3>
        {theirsMinor === null ? (
          <p className="side-none">
            {t(theirsState === ELSEWHERE ? 'stateExplained-other-bill' : 'theirsNone')}
          </p>
        ) : (
          <Facts
            title={title}
            facts={[
              ...numbers,
              ['amount', amountOf(theirsMinor)],
              ['state', theirsState === null ? null : stateText(theirsState)],
              ['tradeTime', billTime(line.atMs)],
            ]}
          />
        )}
      </section>
    </div>
  )
}
