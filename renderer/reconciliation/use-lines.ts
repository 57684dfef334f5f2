import { useEffect, useMemo, useReducer, useRef } from 'react'
import type { Day } from '../../app/reconciliation/day.ts'
import type { LineFilter } from '../../app/reconciliation/store.ts'
import { call } from '../bridge.ts'
import { LinePager } from './line-pager.ts'
import { usePlaces } from './place-store.ts'

/** The lines of a day that fit a filter, as far as they are here. A new pager when day or filter change. */
export function useLines(day: Day, filter: LineFilter): LinePager {
  const changes = usePlaces((places) => places.changes)
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const key = JSON.stringify([day, filter])
  const pager = useMemo(() => {
    // Made of them a line above: the key says when they are others, which a filter's identity does not.
    const [of, fitting] = JSON.parse(key) as [Day, LineFilter]
    return new LinePager({
      async fetch(page) {
        const answer = await call('reconciliationLines', { day: of, filter: fitting, page })
        return answer.ok ? answer.value : null
      },
      changed: draw,
    })
  }, [key])
  useEffect(() => {
    pager.want(0, 0)
    return () => pager.close()
  }, [pager])
  const seen = useRef(changes)
  useEffect(() => {
    if (seen.current !== changes) pager.refresh()
    seen.current = changes
  }, [pager, changes])
  return pager
}
