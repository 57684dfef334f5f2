import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'

/** A key of a keypad on the screen. Whatever has the focus keeps it. */
export function PadKey(props: {
  readonly label?: string
  readonly className?: string
  readonly disabled?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}) {
  const { label, className = '', disabled = false, onPress, children } = props
  return (
    <UnstyledButton
      className={`pad-key ${className}`}
      tabIndex={-1}
      aria-label={label}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </UnstyledButton>
  )
}
