import { Button } from '@mantine/core'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { closePanel } from '../panel-store.ts'

/** Whether to leave the till after all. To stay is what Esc and a hasty Enter do. */
export function LeaveButtons(props: {
  readonly leave: string
  readonly stay: string
  readonly onLeave: () => void
}) {
  const { leave, stay, onLeave } = props
  return (
    <div className="dialog-buttons">
      <Button size="lg" variant="default" onClick={onLeave}>
        {leave}
      </Button>
      <Button
        size="lg"
        data-autofocus
        rightSection={<KeyCap of={keyOf('escape')} />}
        onClick={closePanel}
      >
        {stay}
      </Button>
    </div>
  )
}
