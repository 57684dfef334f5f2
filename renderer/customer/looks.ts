import {
  IconArrowBackUp,
  IconBan,
  IconBarcode,
  IconCircleCheckFilled,
  IconClockPause,
  IconDeviceMobileQuestion,
  IconHandStop,
  IconInfoCircle,
  IconQrcode,
  IconSearch,
  type Icon,
} from '@tabler/icons-react'
import type { CustomerScreen } from '../../app/display/customer-view.ts'
import type { CustomerText } from '../i18n/customer.ts'

interface Look {
  readonly tone: 'neutral' | 'blue' | 'amber' | 'green' | 'grey'
  readonly icon: Icon
  readonly word: CustomerText
  readonly more: CustomerText
  /** Something goes on: a bar moves. */
  readonly working: boolean
}

/** Colour, sign and words of each screen; never a colour alone. A payment that failed is grey: nobody is to be exposed. */
export const LOOKS: { readonly [K in CustomerScreen['kind']]: Look } = {
  idle: { tone: 'neutral', icon: IconQrcode, word: 'idle', more: 'idleMore', working: false },
  closed: {
    tone: 'neutral',
    icon: IconClockPause,
    word: 'closed',
    more: 'closedMore',
    working: false,
  },
  pay: { tone: 'blue', icon: IconBarcode, word: 'pay', more: 'step1', working: false },
  charging: {
    tone: 'blue',
    icon: IconBarcode,
    word: 'charging',
    more: 'chargingMore',
    working: true,
  },
  password: {
    tone: 'amber',
    icon: IconDeviceMobileQuestion,
    word: 'password',
    more: 'passwordMore',
    working: false,
  },
  checking: {
    tone: 'amber',
    icon: IconSearch,
    word: 'checking',
    more: 'checkingMore',
    working: true,
  },
  cancelling: {
    tone: 'amber',
    icon: IconArrowBackUp,
    word: 'cancelling',
    more: 'cancellingMore',
    working: true,
  },
  returning: {
    tone: 'amber',
    icon: IconArrowBackUp,
    word: 'returning',
    more: 'returningMore',
    working: true,
  },
  paid: {
    tone: 'green',
    icon: IconCircleCheckFilled,
    word: 'paid',
    more: 'paidMore',
    working: false,
  },
  'not-charged': {
    tone: 'grey',
    icon: IconInfoCircle,
    word: 'notCharged',
    more: 'notChargedMore',
    working: false,
  },
  cancelled: {
    tone: 'grey',
    icon: IconBan,
    word: 'cancelled',
    more: 'cancelledMore',
    working: false,
  },
  'ask-cashier': {
    tone: 'amber',
    icon: IconHandStop,
    word: 'askCashier',
    more: 'askCashierMore',
    working: false,
  },
}
