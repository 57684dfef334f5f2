import { Button, Loader } from '@mantine/core'
import { IconDatabaseX, IconLock, IconPlugConnectedX, IconRefresh, IconServerOff, IconSettings } from '@tabler/icons-react' // prettier-ignore
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoReconciliation } from '../../app/contract/reconciliation.ts'
import type { Fault } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import type { Answer } from './use-answer.ts'

/** Something in the middle of an empty screen: what it is, what it means, what to do. */
export function Empty(props: {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
}) {
  return (
    <div className="reconciliation-empty">
      {props.icon}
      <h2>{props.title}</h2>
      {props.children}
    </div>
  )
}

type Because = Extract<NoReconciliation, { readonly kind: 'not-available' }>['because']

const NONE = {
  'not-set-up': { icon: IconSettings, title: 'noneNotSetUp', more: 'noneNotSetUpMore' },
  unreachable: { icon: IconServerOff, title: 'noneUnreachable', more: 'noneUnreachableMore' },
  'store-broken': { icon: IconDatabaseX, title: 'noneBroken', more: 'noneBrokenMore' },
  'not-allowed': { icon: IconLock, title: 'noneNotAllowed', more: 'noneNotAllowedMore' },
} as const satisfies { readonly [B in Because | 'not-allowed']: object }

/** Why there is nothing here, when it is more than a call that went wrong. */
function noneOf(fault: Fault): (typeof NONE)[keyof typeof NONE] | null {
  if (fault.kind === 'not-allowed') return NONE['not-allowed']
  return fault.kind === 'not-available' ? NONE[fault.because] : null
}

/** Why there is nothing to see yet. */
export function Problem(props: {
  readonly answer: Exclude<Answer<unknown>, { readonly kind: 'known' }>
  readonly again: () => void
}) {
  const { answer, again } = props
  const { t } = useTranslation('reconciliation')
  const { t: tFault } = useTranslation('fault')
  if (answer.kind === 'loading') {
    return (
      <div className="starting">
        <Loader size="lg" aria-label={t('loading')} />
      </div>
    )
  }
  const { fault } = answer
  const none = noneOf(fault)
  const Icon = none?.icon ?? IconPlugConnectedX
  return (
    <Empty
      icon={<Icon aria-hidden size={56} stroke={1.4} />}
      title={none === null ? t('failedTitle') : t(none.title)}
    >
      <p>{none === null ? faultText(tFault, fault) : t(none.more)}</p>
      {(none === null || none === NONE['store-broken'] || none === NONE.unreachable) && (
        <Button size="lg" leftSection={<IconRefresh aria-hidden size={22} />} onClick={again}>
          {t('tryAgain')}
        </Button>
      )}
    </Empty>
  )
}
