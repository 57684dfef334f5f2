import { useEffect, useState } from 'react'
import { afterPaint } from './after-paint.ts'

/**
 * A value as the last painted frame had it. What is drawn from this changes right after the verdict is on the glass, and takes none of the
 * time until then.
 */
export function useSettled<T extends object>(value: T): T {
  const [settled, settle] = useState(value)
  useEffect(() => afterPaint(() => settle(value)), [value])
  return settled
}
