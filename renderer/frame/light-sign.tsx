import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconClockFilled,
  type Icon,
} from '@tabler/icons-react'
import type { Light } from '../../app/contract/contract.ts'

/** A shape for each state: colour alone would be lost on many. */
const SIGNS: { readonly [S in Light['state']]: Icon } = {
  ok: IconCircleCheckFilled,
  wait: IconClockFilled,
  bad: IconAlertTriangleFilled,
  off: IconCircleDashed,
}

/** The sign of a light. What it says stands beside it in words. */
export function LightSign({ state }: Pick<Light, 'state'>) {
  const Sign = SIGNS[state]
  return <Sign aria-hidden size={18} data-state={state} />
}
