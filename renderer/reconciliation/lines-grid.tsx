import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportLine } from '../../app/reconciliation/report.ts'
import type { LinePager } from './line-pager.ts'
import { LineRow } from './line-row.tsx'
import { scaleOf } from './scroll-scale.ts'

/** Height of a line, in pixels: two rows of text, and room for a finger. */
export const LINE_HEIGHT = 60

const COLUMNS = ['columnClass', 'columnOurs', 'columnTheirs', 'columnTill', 'columnTime'] as const

interface Props {
  readonly pager: LinePager
  readonly total: number
  readonly onOpen: (line: ReportLine) => void
}

/** Which line each key goes to. */
function lineFor(code: string, from: number, { page, last }: { page: number; last: number }) {
  const to: { readonly [code: string]: number | undefined } = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - page,
    PageDown: from + page,
    Home: 0,
    End: last,
  }
  const wanted = to[code]
  return wanted === undefined ? null : Math.max(0, Math.min(wanted, last))
}

/**
 * The rows that are in sight, out of as many as there are. What scrolls is empty; the rows lie in a pane that stays where it is and are
 * placed by where the scroll bar is, so that they can be more than a page can be high.
 */
function useRows(total: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  const rowsHeight = total * LINE_HEIGHT
  const scaleNow = (): ReturnType<typeof scaleOf> =>
    scaleOf(rowsHeight, scroller.current?.clientHeight ?? 0)
  const scaleRef = useRef(scaleNow)
  useEffect(() => {
    scaleRef.current = scaleNow
  })
  // What it returns may not be memoised, and nothing here is.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 4,
    observeElementOffset(instance, tell) {
      const element = instance.scrollElement
      if (element === null) return undefined
      const onScroll = (): void => {
        const at = scaleRef.current().rowsAt(element.scrollTop)
        setOffset(at)
        tell(at, false)
      }
      onScroll()
      element.addEventListener('scroll', onScroll, { passive: true })
      return () => element.removeEventListener('scroll', onScroll)
    },
    scrollToFn: () => undefined,
  })
  /** Scrolls no further than is needed to see a row whole. */
  function reveal(index: number): void {
    const view = scroller.current?.clientHeight ?? 0
    const top = index * LINE_HEIGHT
    const to = top < offset ? top : Math.max(offset, top + LINE_HEIGHT - view)
    if (to !== offset) scroller.current?.scrollTo({ top: scaleNow().scrollTopAt(to) })
  }
  return { scroller, offset, items: virtualizer.getVirtualItems(), height: scaleNow().height, reveal } // prettier-ignore
}

/** Every line of a day that fits, in a table of which only what is in sight is drawn. */
export function LinesGrid({ pager, total, onOpen }: Props) {
  const { t } = useTranslation('reconciliationLines')
  const { scroller, offset, items, height, reveal } = useRows(total)
  const [active, setActive] = useState(0)
  const [first, last] = [items[0]?.index, items.at(-1)?.index]
  useEffect(() => {
    if (first !== undefined && last !== undefined) pager.want(first, last)
  }, [pager, first, last])

  function open(index: number): void {
    setActive(index)
    const line = pager.line(index)
    if (line !== null) onOpen(line)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1)
    const to = lineFor(event.code, active, { page, last: total - 1 })
    if (to !== null) {
      event.preventDefault()
      setActive(to)
      return reveal(to)
    }
    if (event.code !== 'Enter' && event.code !== 'NumpadEnter') return
    event.preventDefault()
    open(active)
  }

  return (
    <div
      className="lines-grid"
      role="grid"
      aria-label={t('gridLabel')}
      aria-rowcount={total + 1}
      aria-activedescendant={`line-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="line line-titles">
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader">
            {t(column)}
          </span>
        ))}
      </div>
      <div ref={scroller} className="lines-scroller" tabIndex={0} role="rowgroup">
        <div className="lines-height" role="presentation" style={{ height }}>
          <div className="lines-pane" role="presentation">
            {items.map(({ index, start }) => (
              <Line
                key={index}
                index={index}
                top={start - offset}
                line={pager.line(index)}
                active={index === active}
                onOpen={open}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

interface LineProps {
  readonly index: number
  readonly top: number
  readonly line: ReportLine | null
  readonly active: boolean
  readonly onOpen: (index: number) => void
}

function Line({ index, top, line, active, onOpen }: LineProps) {
  const { t } = useTranslation('reconciliation')
  return (
    <div
      role="row"
      id={`line-${index}`}
      aria-rowindex={index + 2}
      aria-selected={active}
      className="line"
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(index)}
    >
      {line === null ? (
        <span role="gridcell" className="line-loading">
          {t('loading')}
        </span>
      ) : (
        <LineRow line={line} />
      )}
    </div>
  )
}
