import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { call } from '../bridge.ts'
import { isScan, NO_BURST, track } from '../key-burst.ts'
import { closePanel, tell } from '../panel-store.ts'
import { Dialog } from './dialog.tsx'

/** A Quick Pay code has 18 digits (mainland product page of Quick Pay). */
const CODE_LENGTH = 18

/** What the field shows of the code: how much of it there is. The digits live in the field alone. */
function useCodeField() {
  const field = useRef<HTMLInputElement>(null)
  const burst = useRef(NO_BURST)
  const [length, setLength] = useState(0)
  const [scanned, setScanned] = useState(false)

  function clear(): string {
    const code = field.current?.value ?? ''
    if (field.current !== null) field.current.value = ''
    setLength(0)
    return code
  }

  function changed(): void {
    const input = field.current
    if (input === null) return
    input.value = input.value.replaceAll(/\D/g, '').slice(0, CODE_LENGTH)
    setLength(input.value.length)
  }

  /** Whether this key comes from a scanner, whose Enter must not confirm anything. */
  function isScannersKey(event: KeyboardEvent): boolean {
    burst.current = track(burst.current, event.timeStamp)
    if (!isScan(burst.current)) return false
    event.preventDefault()
    clear()
    setScanned(true)
    return true
  }

  return { field, length, scanned, clear, changed, isScannersKey, setScanned }
}

/** Typing a code by hand (F2). Masked, cleared at once, kept nowhere. */
export function TypeCodeDialog({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation('fault')
  const { field, length, scanned, clear, changed, isScannersKey, setScanned } = useCodeField()

  // A scanner that main recognised has been dealt with there: nothing is left to type.
  useEffect(() => window.till.on('wedgeScanned', closePanel), [])

  async function submit(): Promise<void> {
    const code = clear()
    if (code.length !== CODE_LENGTH) return
    closePanel()
    const sent = await call('typeCode', { code })
    if (!sent.ok) tell({ kind: 'fault', fault: sent.error })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isScannersKey(event)) return
    setScanned(false)
    if (event.key !== 'Enter' || event.repeat) return
    event.preventDefault()
    // An incomplete code stays to be completed.
    if (length === CODE_LENGTH) void submit()
  }

  return (
    <Dialog title={t('typeTitle')} size="lg">
      <TextInput
        type="password"
        ref={field}
        data-autofocus
        size="xl"
        label={t('typeLabel')}
        description={t('typeHint')}
        error={scanned ? t('typeScanned') : null}
        inputMode="numeric"
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={changed}
      />
      <p className="type-count" role="status">
        {t('typeCount', { count: length })}
      </p>
      <div className="dialog-buttons">
        <Button size="lg" variant="default" onClick={closePanel}>
          {t('typeCancel')}
        </Button>
        <Button size="lg" disabled={length !== CODE_LENGTH} onClick={() => void submit()}>
          {t('typeSubmit', { amount: amountText(sale.amountMinor, sale.currency) })}
        </Button>
      </div>
    </Dialog>
  )
}
