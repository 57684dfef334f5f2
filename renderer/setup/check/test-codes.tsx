import { useTranslation } from 'react-i18next'
import { drawBars, drawSquares, type Drawing } from './test-code.ts'

const BARS = drawBars()
const SQUARES = drawSquares()

function Code(props: {
  readonly drawing: Drawing
  /** Pixels of a module: a whole number, or bars get unevenly wide. */
  readonly scale: number
  readonly label: string
}) {
  const { drawing, scale, label } = props
  const { width, height, dark } = drawing
  return (
    <svg
      role="img"
      aria-label={label}
      width={width * scale}
      height={height * scale}
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
        <Code drawing={BARS} scale={2} label={t('testBars')} />
        <Code drawing={SQUARES} scale={7} label={t('testSquares')} />
      </div>
      <p>{t('scanThisFor')}</p>
    </section>
  )
}
