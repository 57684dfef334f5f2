import { useTranslation } from 'react-i18next'
import { drawBars, drawSquares, type Drawing } from './test-code.ts'

const BARS = drawBars()
const SQUARES = drawSquares()

function Code({ drawing, label }: { readonly drawing: Drawing; readonly label: string }) {
  const { width, height, dark } = drawing
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      shapeRendering="crispEdges"
    >
      <path d={dark} fill="#000" />
    </svg>
  )
}

/** What is to be scanned. White and black in every theme: few scanners read light codes on dark. */
export function TestCodes() {
  const { t } = useTranslation('scannerCheck')
  return (
    <section className="check-codes">
      <h2>{t('scanThis')}</h2>
      <div className="check-paper">
        <Code drawing={BARS} label={t('testBars')} />
        <Code drawing={SQUARES} label={t('testSquares')} />
      </div>
      <p>{t('scanThisFor')}</p>
    </section>
  )
}
