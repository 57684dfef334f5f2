import { useTranslation } from 'react-i18next'
import type { CurrencyTotals, Sums } from '../../app/reconciliation/report.ts'
import { feeText, signedAmountText } from './bill-texts.ts'

const COLUMNS = [
  { of: 'payments', text: 'payments', money: false },
  { of: 'paidMinor', text: 'paid', money: true },
  { of: 'refunds', text: 'refunds', money: false },
  { of: 'refundedMinor', text: 'refunded', money: true },
] as const satisfies readonly { readonly of: keyof Sums; readonly text: string; readonly money: boolean }[] // prettier-ignore

const cellText = (value: number, money: boolean, currency: string): string =>
  money ? signedAmountText(value, currency) : value.toLocaleString('en').replace('-', '\u2212')

/** Ours, WeChat's, and what lies between, in one currency. */
function CurrencyTable({ totals }: { readonly totals: CurrencyTotals }) {
  const { t } = useTranslation('reconciliation')
  const { currency, ours, theirs, settledMinor, feeUnits } = totals
  const gaps = COLUMNS.map(({ of, money }) => ({ of, money, gap: theirs[of] - ours[of] }))
  return (
    <section>
      <table className="totals">
        <caption>
          <span className="totals-caption">
            <b>{t('totalsOf', { currency })}</b>
            <span className="totals-settled">
              <span>{t('settledSum')}</span> <b>{signedAmountText(settledMinor, currency)}</b>
              <span>{t('fees')}</span> <b>{feeText(feeUnits, currency)}</b>
            </span>
          </span>
        </caption>
        <thead>
          <tr>
            <td />
            {COLUMNS.map(({ of, text }) => (
              <th key={of} scope="col">
                {t(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['ours', 'theirs'] as const).map((side) => (
            <tr key={side}>
              <th scope="row">{t(side)}</th>
              {COLUMNS.map(({ of, money }) => (
                <td key={of}>{cellText(totals[side][of], money, currency)}</td>
              ))}
            </tr>
          ))}
          <tr className="totals-gap" data-none={gaps.every(({ gap }) => gap === 0)}>
            <th scope="row">{t('gap')}</th>
            {gaps.map(({ of, money, gap }) => (
              <td key={of} data-none={gap === 0}>
                {gap === 0 ? t('noGap') : cellText(gap, money, currency)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** The day's sums on both sides; one table for each currency. */
export function TotalsTable(props: { readonly currencies: readonly CurrencyTotals[] }) {
  return (
    <div className="totals-all">
      {props.currencies.map((totals) => (
        <CurrencyTable key={totals.currency} totals={totals} />
      ))}
    </div>
  )
}
