import { Button } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GuideStep } from '../../app/contract/guide.ts'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { useLanguage } from '../till-store.ts'

/** How far it has come, as a line of which every step is a piece. */
function Progress(props: { readonly at: number; readonly count: number }) {
  const { at, count } = props
  const { t } = useTranslation('guide')
  return (
    <div className="guide-progress">
      <span>{t('progress', { at: at + 1, count })}</span>
      <ol aria-hidden>
        {Array.from({ length: count }, (_, piece) => (
          <li key={piece} data-done={piece <= at} />
        ))}
      </ol>
    </div>
  )
}

interface Props {
  readonly step: GuideStep
  readonly title: string
  readonly about: string
  readonly at: number
  readonly count: number
  /** What is wrong, or why nothing came of the last try. */
  readonly said: string
  readonly next: { readonly text: string; readonly busy: boolean; readonly last: boolean }
  readonly onBack: () => void
  readonly onNext: () => void
  readonly children: ReactNode
}

/** Steps that have forms of their own in them: there Enter belongs to those. */
const OWN_FORMS: ReadonlySet<GuideStep> = new Set(['people', 'scanner', 'printer'])

/** What surrounds every step: where one is, and the ways on and back. */
export function GuideFrame(props: Props) {
  const { step, title, about, at, count, said, next, onBack, onNext, children } = props
  const { t } = useTranslation('guide')
  const language = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  // On no button: the Enter that a keyboard scanner sends after a test code would press it.
  useEffect(() => heading.current?.focus(), [step])
  const form = OWN_FORMS.has(step) ? null : 'guide-step'
  return (
    <div className="guide setup">
      <header className="setup-header">
        <Progress at={at} count={count} />
        <LanguageSwitch chosen={language} />
      </header>
      <main className="guide-body" data-step={step} tabIndex={-1}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="guide-lead">{about}</p>
        {step === 'scanner' && children}
        {form === null && step !== 'scanner' && <div className="setup-panel">{children}</div>}
        {form !== null && (
          <form
            id={form}
            className="setup-panel"
            onSubmit={(event) => {
              event.preventDefault()
              onNext()
            }}
          >
            {children}
          </form>
        )}
      </main>
      <footer className="setup-footer">
        <Button
          size="lg"
          variant="default"
          leftSection={<IconArrowLeft aria-hidden size={22} />}
          rightSection={<KeyCap of={keyOf('escape')} />}
          onClick={onBack}
        >
          {t('back')}
        </Button>
        <p role="status" data-wrong={said !== ''}>
          {said}
        </p>
        {/* Another button for each step: the press that led here must not send the form of this one, too. */}
        <Button
          key={step}
          size="lg"
          loading={next.busy}
          {...(form === null ? { onClick: onNext } : { type: 'submit' as const, form })}
          rightSection={
            next.last ? (
              <IconCheck aria-hidden size={22} />
            ) : (
              <IconArrowRight aria-hidden size={22} />
            )
          }
        >
          {next.text}
        </Button>
      </footer>
    </div>
  )
}
