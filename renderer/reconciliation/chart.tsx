import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar as ChartBar, BarChart, CartesianGrid, LabelList, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts' // prettier-ignore
import { signedAmountText } from './bill-texts.ts'
import type { Bar, Count } from './chart-data.ts'

const HEIGHT = 280
/** Height of a bar that lies, with the room around it. */
const LYING = 44
const TEXT = { fontSize: 16, fill: 'var(--ink)' }
/** Names beside bars that lie. */
const NAME_WIDTH = 310

interface MoneyProps {
  readonly title: string
  readonly bars: readonly Bar[]
  readonly currency: string
  readonly tables: boolean
  readonly wide?: boolean
}

function MoneyTable({ title, bars, currency }: MoneyProps) {
  const { t } = useTranslation('reconciliationLines')
  return (
    <table className="chart-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chartName')}</th>
          <th scope="col">{t('columnOurs')}</th>
          <th scope="col">{t('columnTheirs')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ name, ours, theirs }) => (
          <tr key={name} data-differs={ours !== theirs}>
            <th scope="row">{name}</th>
            <td>{signedAmountText(ours, currency)}</td>
            <td>{signedAmountText(theirs, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Lines across, so that WeChat's bars differ from ours by more than a colour. */
function Hatching({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width={8}
        height={8}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={8} height={8} fill="var(--surface)" />
        <rect width={4} height={8} fill="var(--light-ok)" />
      </pattern>
    </defs>
  )
}

/** Ours and WeChat's, side by side. */
export function MoneyChart(props: MoneyProps) {
  const { title, bars, currency, tables, wide = false } = props
  const { t } = useTranslation('reconciliationLines')
  const hatching = useId()
  const money = (minor: unknown): string => signedAmountText(Number(minor), currency)
  if (bars.length === 0) return null
  return (
    <figure className="chart" data-wide={wide}>
      {tables ? (
        <MoneyTable {...props} />
      ) : (
        <>
          <figcaption>{`${title} · ${currency}`}</figcaption>
          <div className="chart-drawn" role="img" aria-label={title}>
            <ResponsiveContainer width="100%" height={HEIGHT}>
              <BarChart
                data={[...bars]}
                margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
                accessibilityLayer={false}
              >
                <Hatching id={hatching} />
                <CartesianGrid vertical={false} stroke="var(--line)" />
                <XAxis
                  dataKey="name"
                  tick={TEXT}
                  stroke="var(--line-strong)"
                  interval="preserveStartEnd"
                />
                <YAxis tick={TEXT} stroke="var(--line-strong)" width={112} tickFormatter={money} />
                <Tooltip
                  formatter={money}
                  cursor={{ fill: 'var(--sunken)' }}
                  isAnimationActive={false}
                  contentStyle={{
                    background: 'var(--surface)',
                    border: '1px solid var(--line-strong)',
                    borderRadius: 8,
                  }}
                  labelStyle={{ color: 'var(--ink)' }}
                  itemStyle={{ color: 'var(--ink)' }}
                />
                <Legend formatter={(name) => <span className="chart-legend">{name}</span>} />
                <ChartBar
                  dataKey="ours"
                  name={t('columnOurs')}
                  fill="var(--action)"
                  isAnimationActive={false}
                />
                <ChartBar
                  dataKey="theirs"
                  name={t('columnTheirs')}
                  fill={`url(#${hatching})`}
                  stroke="var(--light-ok)"
                  isAnimationActive={false}
                />
              </BarChart>
            </ResponsiveContainer>
          </div>
        </>
      )}
    </figure>
  )
}

interface CountProps {
  readonly title: string
  readonly counts: readonly Count<string>[]
  readonly tables: boolean
}

function CountTable({ title, counts }: CountProps) {
  const { t } = useTranslation('reconciliationLines')
  return (
    <table className="chart-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chartName')}</th>
          <th scope="col">{t('chartCount')}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ name, count }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{count.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How many of each, with the number at the bar. */
export function CountChart(props: CountProps) {
  const { title, counts, tables } = props
  if (counts.length === 0) return null
  return (
    <figure className="chart">
      {tables ? (
        <CountTable {...props} />
      ) : (
        <>
          <figcaption>{title}</figcaption>
          <div className="chart-drawn" role="img" aria-label={title}>
            <ResponsiveContainer width="100%" height={counts.length * LYING + 16}>
              <BarChart
                data={[...counts]}
                layout="vertical"
                margin={{ top: 0, right: 64, bottom: 0, left: 0 }}
                accessibilityLayer={false}
              >
                <XAxis type="number" hide />
                <YAxis
                  type="category"
                  dataKey="name"
                  tick={TEXT}
                  width={NAME_WIDTH}
                  axisLine={false}
                  tickLine={false}
                />
                <ChartBar
                  dataKey="count"
                  fill="var(--action)"
                  isAnimationActive={false}
                  minPointSize={2}
                >
                  <LabelList dataKey="count" position="right" {...TEXT} />
                </ChartBar>
              </BarChart>
            </ResponsiveContainer>
          </div>
        </>
      )}
    </figure>
  )
}
