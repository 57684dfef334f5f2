import type { ReactNode } from 'react'
import type { Command } from './commands.ts'
import { KeyCap } from './key-cap.tsx'
import { keyOf } from './keys.ts'
import { PlainButton } from './plain-button.tsx'

interface Props {
  readonly command: Command
  readonly primary?: boolean
  readonly disabled?: boolean
  readonly className?: string
  readonly onPress: () => void
  readonly children: ReactNode
}

/** A button of the sales screen with its key printed on it. It never takes the focus: a scan's Enter would click it. */
export function CommandButton({
  command,
  primary = false,
  disabled = false,
  className = '',
  onPress,
  children,
}: Props) {
  return (
    <PlainButton
      className={`command ${className}`}
      data-primary={primary}
      disabled={disabled}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <span className="command-text">{children}</span>
      <KeyCap of={keyOf(command)} />
    </PlainButton>
  )
}
