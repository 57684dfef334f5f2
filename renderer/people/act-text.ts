import type { TFunction } from 'i18next'
import { type AuditEvent, SET_UP } from '../../app/people/audit.ts'
import { CONFIGURATION_FILE } from '../../app/people/adopt.ts'
import type { Act, Person } from '../../app/people/person.ts'
import { amountText } from '../amount-text.ts'
import type { Resources } from '../i18n/resources.ts'

type PeopleText = keyof Resources['people']

const ACT: { readonly [A in Act]: PeopleText } = {
  sell: 'doSell',
  'ask-refund': 'doRefund',
  'approve-refund': 'doRefund',
  'open-drawer': 'doDrawer',
  'read-shift': 'doShift',
  'close-shift': 'doShift',
  reconcile: 'doReconcile',
  'set-up': 'doSetUp',
  'manage-people': 'doPeople',
  'leave-kiosk': 'doKiosk',
}

const PLAIN: {
  readonly [T in AuditEvent['type']]: PeopleText
} = {
  'signed-in': 'actSignedIn',
  'signed-out': 'actSignedOut',
  'pin-wrong': 'actWrong',
  'pin-locked': 'actLocked',
  refused: 'actRefused',
  approved: 'actApproved',
  'refund-approved': 'actRefund',
  'shift-opened': 'actShiftOpened',
  'shift-closed': 'actShiftClosed',
  'cash-moved': 'actCashIn',
  'report-printed': 'actPrintedZ',
  'report-exported': 'actExportedZ',
  'drawer-opened': 'actDrawer',
  'set-up-changed': 'actSetUp',
  'found-changed': 'actFound',
  'person-added': 'actAdded',
  'person-changed': 'actChanged',
  'person-removed': 'actRemoved',
}

const withReason = (text: string, reason: string): string =>
  reason === '' ? text : `${text} · ${reason}`

/** What somebody did, in words. */
export function actText(t: TFunction<'people'>, event: AuditEvent): string {
  switch (event.type) {
    case 'person-added':
    case 'person-changed': {
      const { name, role } = event.person
      return t(PLAIN[event.type], { name, role: t(role) })
    }
    case 'refund-approved': {
      const amount = amountText(event.amountMinor, event.currency)
      return t('actRefund', { amount, order: event.outTradeNo.slice(-6) })
    }
    case 'shift-opened': {
      const amount = amountText(event.floatMinor, event.currency)
      return t('actShiftOpened', { number: event.number, amount })
    }
    case 'shift-closed':
      return t('actShiftClosed', { number: event.number })
    case 'cash-moved': {
      const amount = amountText(Math.abs(event.minor), event.currency)
      return withReason(t(event.minor < 0 ? 'actCashOut' : 'actCashIn', { amount }), event.reason)
    }
    case 'report-printed':
      return event.number === null ? t('actPrintedX') : t('actPrintedZ', { number: event.number })
    case 'report-exported':
      return event.number === null ? t('actExportedX') : t('actExportedZ', { number: event.number })
    case 'drawer-opened':
      return withReason(t('actDrawer'), event.reason)
    case 'signed-out':
      return t(event.cause === 'idle' ? 'actIdle' : 'actSignedOut')
    case 'pin-wrong':
    case 'refused':
    case 'approved':
      return `${t(PLAIN[event.type])} · ${t(ACT[event.act])}`
    default:
      return t(PLAIN[event.type])
  }
}

/** Who did it, by name where the name is still known. */
export function actorText(t: TFunction<'people'>, by: string, people: readonly Person[]): string {
  if (by === SET_UP) return t('bySetUp')
  if (by === CONFIGURATION_FILE) return t('byFile')
  return people.find(({ id }) => id === by)?.name ?? by
}
