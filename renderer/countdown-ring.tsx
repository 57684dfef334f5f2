import { useState } from 'react'
import { useNow } from './use-now.ts'

const RADIUS = 44
const ROUND = 2 * Math.PI * RADIUS

/** Shorter waits fill only part of the ring, so that a look shows how long a while is. */
const FULL_RING_MS = 30_000

interface Props {
  readonly untilMs: number
  /** Below the digits. */
  readonly unit: string
  /** The whole, for those who hear it. */
  readonly label: (seconds: number) => string
}

/** A ring that empties until a time, with the seconds inside. */
export function CountdownRing({ untilMs, unit, label }: Props) {
  const leftMs = Math.max(0, untilMs - useNow(200))
  const [firstLeftMs] = useState(leftMs)
  const share = Math.min(1, leftMs / Math.max(FULL_RING_MS, firstLeftMs))
  const seconds = Math.ceil(leftMs / 1000)
  return (
    <svg className="countdown" viewBox="0 0 100 100" role="timer" aria-label={label(seconds)}>
      <circle className="countdown-track" cx="50" cy="50" r={RADIUS} />
      <circle
        className="countdown-rest"
        cx="50"
        cy="50"
        r={RADIUS}
        strokeDasharray={ROUND}
        strokeDashoffset={ROUND * (1 - share)}
        transform="rotate(-90 50 50)"
      />
      <text className="countdown-seconds" x="50" y="52" aria-hidden>
        {seconds}
      </text>
      <text className="countdown-unit" x="50" y="74" aria-hidden>
        {unit}
      </text>
    </svg>
  )
}
