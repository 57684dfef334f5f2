import { Button } from '@mantine/core'
import { IconCopy, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckState } from './check-state.ts'
import { rawText } from './check-state.ts'

/** Copies what stands in an element. The clipboard's own interface would need a permission, and none is granted. */
function copyFrom(element: HTMLElement | null): boolean {
  const selection = document.getSelection()
  if (element === null || selection === null) return false
  selection.selectAllChildren(element)
  const copied = document.execCommand('copy')
  selection.removeAllRanges()
  return copied
}

/** What came, byte by byte, for support. */
export function RawView({
  state,
  pause,
}: {
  readonly state: CheckState
  readonly pause: () => void
}) {
  const { t } = useTranslation('scannerCheck')
  const shown = useRef<HTMLPreElement>(null)
  const [said, setSaid] = useState('')
  const { raw, paused } = state
  return (
    <section className="check-raw">
      <h2>{t('rawTitle')}</h2>
      <p>{t('rawFor')}</p>
      <pre ref={shown} tabIndex={0} aria-label={t('rawTitle')}>
        {raw.length === 0 ? t('rawNone') : rawText(state)}
      </pre>
      <div className="check-buttons">
        <Button
          size="md"
          variant="default"
          leftSection={
            paused ? (
              <IconPlayerPlay aria-hidden size={20} />
            ) : (
              <IconPlayerPause aria-hidden size={20} />
            )
          }
          onClick={pause}
        >
          {t(paused ? 'rawGoOn' : 'rawPause')}
        </Button>
        <Button
          size="md"
          variant="default"
          disabled={raw.length === 0}
          leftSection={<IconCopy aria-hidden size={20} />}
          onClick={() => setSaid(t(copyFrom(shown.current) ? 'rawCopied' : 'rawCopyFailed'))}
        >
          {t('rawCopy')}
        </Button>
        <p role="status">{said}</p>
      </div>
    </section>
  )
}
