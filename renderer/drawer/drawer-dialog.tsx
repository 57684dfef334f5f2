import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PinClaim } from '../../app/people/prove.ts'
import type { PeopleView } from '../../app/people/view.ts'
import { call, type Fault } from '../bridge.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { faultText } from '../fault-texts.ts'
import { closePanel } from '../panel-store.ts'
import { Approve } from '../people/approve.tsx'

/** Opens the cash drawer without a sale: a reason, and somebody who may. */
export function DrawerDialog({ people }: { readonly people: PeopleView }) {
  const { t } = useTranslation('drawer')
  const { t: tFault } = useTranslation('fault')
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  async function open(approval: PinClaim | null): Promise<Fault | null> {
    const opened = await call('openDrawer', { reason, approval })
    if (opened.ok) closePanel()
    return opened.ok ? null : opened.error
  }
  async function press(): Promise<void> {
    const refused = await open(null)
    const needsPin = refused?.kind === 'approval-needed'
    setAsking(needsPin)
    setFault(needsPin ? null : refused)
  }
  return (
    <Dialog title={t('title')} size="lg" centered>
      {asking ? (
        <Approve
          people={people}
          act="open-drawer"
          text={t('approveMore')}
          prove={open}
          onBack={() => setAsking(false)}
        />
      ) : (
        <form
          className="approve"
          onSubmit={(event) => {
            event.preventDefault()
            void press()
          }}
        >
          <TextInput
            data-autofocus
            size="md"
            autoComplete="off"
            maxLength={60}
            label={t('reason')}
            description={t('reasonMore')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <p className="people-fault" role="alert">
            {fault !== null && faultText(tFault, fault)}
          </p>
          <Button size="lg" type="submit" disabled={reason.trim() === ''}>
            {t('open')}
          </Button>
        </form>
      )}
    </Dialog>
  )
}
