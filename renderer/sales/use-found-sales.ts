import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { SalesAsk, SalesPage } from '../../app/contract/sales.ts'
import type { Currency } from '../../app/money.ts'
import type { SaleView } from '../../app/till/view.ts'
import { call } from '../bridge.ts'
import { minorTyped } from './amount-typed.ts'
import { dayTyped } from './day-typed.ts'
import { useSearch, type Search } from './search-store.ts'

/** Sales that fit, as far as they were asked for. */
export interface FoundSales {
  /** Null before the first answer. */
  readonly sales: readonly SaleView[] | null
  readonly mayBeMore: boolean
  /** Entries that the search does not know yet. */
  readonly behind: number
  /** Asks for the next page. */
  readonly more: () => void
}

/** While the search does not know all sales yet, it is asked again: the list grows. */
const ASK_AGAIN_MS = 1_000

const EMPTY: SalesPage = { sales: [], next: null, behind: 0 }

/** Null where an amount or a day is typed that is none: then nothing fits. */
function askFor(search: Search, currency: Currency): Omit<SalesAsk, 'after'> | null {
  const { digits, amount, day, group } = search
  const amountMinor = amount.trim() === '' ? null : minorTyped(amount, currency)
  if (amount.trim() !== '' && amountMinor === null) return null
  const typed = day.trim() === '' ? null : dayTyped(day)
  if (day.trim() !== '' && typed === null) return null
  return { digits, amountMinor, day: typed, group }
}

/** Sales of the journal, searched while it is typed what for. */
export function useFoundSales(currency: Currency): FoundSales {
  const search = useSearch()
  const [pages, setPages] = useState<{
    readonly search: Search
    readonly pages: readonly SalesPage[]
  } | null>(null)
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  }, [search])

  const load = useCallback(
    async (before: readonly SalesPage[]): Promise<void> => {
      const ask = askFor(search, currency)
      const after = before.at(-1)?.next ?? null
      const answer = ask === null ? null : await call('searchSales', { ...ask, after })
      // Another search was begun meanwhile.
      if (latest.current !== search) return
      setPages({ search, pages: [...before, answer?.ok === true ? answer.value : EMPTY] })
    },
    [search, currency],
  )
  useEffect(() => void load([]), [load])

  const shown = pages?.search === search ? pages.pages : null
  const last = shown?.at(-1)
  const behind = last?.behind ?? 0
  useEffect(() => {
    if (behind === 0) return
    const timer = setTimeout(() => void load([]), ASK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [behind, pages, load])

  const loading = useRef<SalesPage | null>(null)
  const more = useCallback(() => {
    if (shown === null || last === undefined || last.next === null) return
    // Asked for once, however often the end of the list is reached.
    if (loading.current === last) return
    loading.current = last
    void load(shown)
  }, [shown, last, load])
  const sales = useMemo(
    () => (pages === null ? null : pages.pages.flatMap((page) => page.sales)),
    [pages],
  )
  return { sales, mayBeMore: last !== undefined && last.next !== null, behind, more }
}
