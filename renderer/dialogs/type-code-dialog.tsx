import { Button, TextInput } from '@mantine/core'
import { IconBackspace, IconEye, IconEyeOff } from '@tabler/icons-react'
import { useEffect, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { call } from '../bridge.ts'
import { PadKey } from '../pad-key.tsx'
import { closePanel, tell } from '../panel-store.ts'
import { Dialog } from './dialog.tsx'
import { CODE_LENGTH, ERASE, useCodeField } from './use-code-field.ts'

const PROBLEMS = { scanned: 'typeScanned', short: 'typeShort' } as const

/** For fingers: in two rows, so that the dialog stays low. */
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

function CodeKeys({ onKey }: { readonly onKey: (key: string) => void }) {
  const { t } = useTranslation('till')
  return (
    <div className="type-keys">
      {KEYS.map((digit) => (
        <PadKey key={digit} onPress={() => onKey(digit)}>
          {digit}
        </PadKey>
      ))}
      <PadKey className="type-erase" label={t('erase')} onPress={() => onKey(ERASE)}>
        <IconBackspace aria-hidden size={28} stroke={1.6} />
      </PadKey>
    </div>
  )
}

interface ShowProps {
  readonly shown: boolean
  readonly onToggle: () => void
}

/** Covers the digits when somebody looks over the shoulder. The focus stays in the field. */
function ShowToggle({ shown, onToggle }: ShowProps) {
  const { t } = useTranslation('fault')
  const Sign = shown ? IconEyeOff : IconEye
  return (
    <Button
      size="md"
      variant="default"
      leftSection={<Sign aria-hidden size={22} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onToggle}
    >
      {t(shown ? 'typeHide' : 'typeShow')}
    </Button>
  )
}

/** Typing a code by hand (F2). Shown to be compared, cleared at once, kept nowhere. */
export function TypeCodeDialog({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation('fault')
  const code = useCodeField()
  const { field, length, shown, problem } = code

  // A scan that main recognised is dealt with there: nothing is left to type. The field stays while the scan comes (scanned-field.ts).
  useEffect(() => window.till.on('wedgeEnded', closePanel), [])

  async function submit(): Promise<void> {
    // An incomplete code stays to be completed.
    if (length !== CODE_LENGTH) return code.setProblem('short')
    const digits = code.clear()
    closePanel()
    const sent = await call('typeCode', { code: digits })
    if (!sent.ok) tell({ kind: 'fault', fault: sent.error })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (code.isScannersKey(event)) return
    if (event.key !== 'Enter' || event.repeat) return
    event.preventDefault()
    void submit()
  }

  return (
    <Dialog title={t('typeTitle')} size="lg">
      <TextInput
        type={shown ? 'text' : 'password'}
        className="type-code"
        ref={field}
        data-autofocus
        size="xl"
        label={t('typeLabel')}
        description={t('typeHint')}
        error={problem === null ? null : t(PROBLEMS[problem], { count: length })}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onChange={code.changed}
      />
      <div className="type-below">
        <p className="type-count" role="status">
          {t('typeCount', { count: length })}
        </p>
        <ShowToggle shown={shown} onToggle={code.toggle} />
      </div>
      <CodeKeys onKey={code.press} />
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
