import type { ComponentProps } from 'react'

/** A button without a look of its own. The sales screen is full of them, and a verdict brings new ones: the component library's take longer to draw. */
export const PlainButton = ({ className, ...rest }: ComponentProps<'button'>) => (
  <button type="button" className={`plain-button ${className ?? ''}`} {...rest} />
)
