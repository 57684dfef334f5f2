import { useEffect, useState } from 'react'
import type { Calls } from '../../app/contract/contract.ts'
import type { ReconciliationCalls } from '../../app/contract/reconciliation.ts'
import { call, type Fault } from '../bridge.ts'
import { usePlaces } from './place-store.ts'

/** What main has said to a question so far. */
export type Answer<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'known'; readonly value: T }

const LOADING: Answer<never> = { kind: 'loading' }

/**
 * Asks main, and again whenever a day has changed; what was known stays on the glass meanwhile. The second value asks once more.
 */
export function useAnswer<K extends keyof ReconciliationCalls>(
  name: K,
  ask: Calls[K]['ask'],
): readonly [answer: Answer<Calls[K]['value']>, again: () => void] {
  const changes = usePlaces((places) => places.changes)
  const [tries, setTries] = useState(0)
  const key = JSON.stringify(ask)
  const [known, setKnown] = useState<{
    readonly key: string
    readonly answer: Answer<Calls[K]['value']>
  }>({ key, answer: LOADING })
  useEffect(() => {
    let wanted = true
    // Made of an ask three lines above: the key says when it is another one, which its identity does not.
    const wish = JSON.parse(key) as Calls[K]['ask']
    void call(name, wish).then((answer) => {
      if (!wanted) return
      setKnown({
        key,
        answer: answer.ok
          ? { kind: 'known', value: answer.value }
          : { kind: 'failed', fault: answer.error },
      })
    })
    return () => {
      wanted = false
    }
  }, [name, key, changes, tries])
  return [known.key === key ? known.answer : LOADING, () => setTries(tries + 1)]
}
