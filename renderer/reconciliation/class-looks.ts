import {
  IconArrowBackUp,
  IconBan,
  IconCashBanknote,
  IconCheck,
  IconClockExclamation,
  IconCopy,
  IconMoonStars,
  IconPercentage,
  IconReceiptRefund,
  IconScale,
  IconTicket,
  IconUserQuestion,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReportLine } from '../../app/reconciliation/report.ts'

interface Look {
  readonly icon: TablerIcon
  /** See styles/reconciliation.css. */
  readonly mark: 'good' | 'bad' | 'wait' | 'quiet'
}

/** How each class looks beside its words. */
export const CLASS_LOOKS: { readonly [C in ReportLine['class']]: Look } = {
  matched: { icon: IconCheck, mark: 'good' },
  'charged-twice': { icon: IconCopy, mark: 'bad' },
  'paid-there-only': { icon: IconCashBanknote, mark: 'bad' },
  'unknown-here': { icon: IconUserQuestion, mark: 'bad' },
  'revoked-there': { icon: IconArrowBackUp, mark: 'bad' },
  'absent-there': { icon: IconBan, mark: 'bad' },
  'refund-absent-there': { icon: IconReceiptRefund, mark: 'bad' },
  'refund-unknown-here': { icon: IconReceiptRefund, mark: 'wait' },
  'refund-differs': { icon: IconReceiptRefund, mark: 'wait' },
  'amount-differs': { icon: IconScale, mark: 'wait' },
  'currency-or-time': { icon: IconClockExclamation, mark: 'wait' },
  'fee-differs': { icon: IconPercentage, mark: 'wait' },
  'next-bill': { icon: IconMoonStars, mark: 'quiet' },
  discounted: { icon: IconTicket, mark: 'quiet' },
}
