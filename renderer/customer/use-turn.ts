import { useEffect, useState } from 'react'

/** Long enough to read a screen twice. */
const TURN_MS = 6_000

/** One after the other, from the first again whenever `from` changes: who steps up reads the shop's first language. */
export function useTurn<T>(items: readonly T[], from: string): T | undefined {
  const [turn, setTurn] = useState({ from, at: 0 })
  const at = turn.from === from ? turn.at : 0
  const count = items.length
  useEffect(() => {
    if (count < 2) return
    const timer = setInterval(
      () => setTurn((now) => ({ from, at: (now.from === from ? now.at : 0) + 1 })),
      TURN_MS,
    )
    return () => clearInterval(timer)
  }, [count, from])
  return items[at % Math.max(count, 1)]
}
