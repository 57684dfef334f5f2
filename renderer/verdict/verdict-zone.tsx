import { type ReactNode, useEffect, useRef } from 'react'
import { usePreferences } from '../preferences-store.ts'
import type { Look } from './looks.ts'

interface Props extends Pick<Look, 'tone' | 'pattern' | 'working'> {
  /** What is shown, by its stable name: for tests and other tools that read the screen. */
  readonly screen: string
  /** The notice that takes the zone, by its kind. */
  readonly notice?: string
  /** Screen readers say it when it appears. A sale's own verdict is said by the announcer instead, once. */
  readonly said?: boolean
  readonly children: ReactNode
}

/** The right side of the screen: one colour, one pattern, one message. */
export function VerdictZone(props: Props) {
  const { screen, notice, said = false, tone, pattern, working, children } = props
  const zone = useRef<HTMLElement>(null)
  useEffect(() => {
    // Large letters make the page scroll: a verdict comes into sight by itself. Otherwise it is in sight, and nothing is measured.
    const large = usePreferences.getState().textSize > 100
    if (large && (screen !== 'idle' || notice !== undefined)) {
      zone.current?.scrollIntoView({ block: 'nearest' })
    }
  }, [screen, notice])
  return (
    <section
      ref={zone}
      className="verdict-zone"
      data-screen={screen}
      data-notice={notice}
      data-tone={tone}
      data-pattern={pattern}
    >
      <div className="verdict-place">
        <div className="working-bar" data-resting={!working} aria-hidden />
        <div className="verdict-content" role={said ? 'alert' : undefined}>
          {children}
        </div>
      </div>
    </section>
  )
}
