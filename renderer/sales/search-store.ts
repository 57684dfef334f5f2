import { create } from 'zustand'
import type { SaleGroup } from '../../app/search/search.ts'

/** What the list of sales is searched for, as it was typed, chosen, or scanned from a slip. */
export interface Search {
  readonly digits: string
  readonly amount: string
  /** A day as it is typed; empty for any. */
  readonly day: string
  readonly group: SaleGroup | null
}

const ANYTHING: Search = { digits: '', amount: '', day: '', group: null }

export const useSearch = create<Search>(() => ANYTHING)

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '').slice(0, 32)

/** Searches for these digits among all sales. */
export const searchFor = (digits: string): void =>
  useSearch.setState({ ...ANYTHING, digits: digitsOf(digits) })

/** Changes what is searched for. */
export const narrow = (change: Partial<Search>): void =>
  useSearch.setState({
    ...change,
    ...(change.digits === undefined ? {} : { digits: digitsOf(change.digits) }),
  })
