import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTyping } from '../entry-store.ts'
import { faultText } from '../fault-texts.ts'
import { dismissMessage, usePanels, type Message } from '../panel-store.ts'
import { useTill } from '../till-store.ts'
import { noticeTexts } from './notices.ts'

/** Long enough to be read twice; a new sale, scan or key takes it away earlier. */
const SHOWN_FOR_MS = 12_000

const MESSAGES = {
  'keyboard-scan': ['keyboardScan', 'keyboardScanMore'],
  receipt: ['receipt', 'receiptMore'],
  'note-refused': ['noteRefused', 'noteRefusedMore'],
} as const satisfies { readonly [K in Exclude<Message['kind'], 'fault'>]: unknown }

/** Something transient that the cashier has to know. */
export interface Notice {
  readonly id: string
  /** The stable name of what it says. */
  readonly kind: string
  /** The heading; null when the sentence says it all. */
  readonly word: string | null
  readonly more: string
  /** A scan in vain: nothing was sent. */
  readonly nothingSent: boolean
  readonly dismiss: () => void
}

function useTimedOut(id: string): readonly [boolean, () => void] {
  const [goneId, setGoneId] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setGoneId(id), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [id])
  return [goneId === id, () => setGoneId(id)]
}

function useScanNotice(): Notice | null {
  const { t } = useTranslation('notice')
  const scan = useTill(({ snapshot }) => snapshot?.till.notice ?? null)
  const amountTyped = useTyping(({ entry }) => entry.text !== '')
  const id = `scan-${scan?.at ?? 0}`
  const [gone, dismiss] = useTimedOut(id)
  if (scan === null || gone) return null
  const { word, more } = noticeTexts(scan.scan, amountTyped)
  return { id, kind: scan.scan.kind, word: t(word), more: t(more), nothingSent: true, dismiss }
}

function useMessageNotice(): Notice | null {
  const { t } = useTranslation('notice')
  const { t: tFault } = useTranslation('fault')
  const { message, messageNumber } = usePanels()
  const id = `message-${messageNumber}`
  const [gone] = useTimedOut(id)
  if (message === null || gone) return null
  const shared = { id, kind: message.kind, dismiss: dismissMessage }
  if (message.kind === 'fault') {
    return { ...shared, word: null, more: faultText(tFault, message.fault), nothingSent: false }
  }
  const [word, more] = MESSAGES[message.kind]
  return { ...shared, word: t(word), more: t(more), nothingSent: true }
}

/** The newest thing to tell the cashier, if any. */
export function useNotice(): Notice | null {
  const scan = useScanNotice()
  const message = useMessageNotice()
  const scanId = scan?.id
  // A scan that is explained after a message is the newer news.
  useEffect(() => {
    if (scanId !== undefined) dismissMessage()
  }, [scanId])
  return message ?? scan
}
