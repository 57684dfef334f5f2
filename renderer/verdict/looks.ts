import {
  IconArrowBackUp,
  IconCancel,
  IconCircleCheckFilled,
  IconCircleOff,
  IconCircleXFilled,
  IconDeviceMobileMessage,
  IconHandStop,
  IconHelpCircleFilled,
  IconHourglassHigh,
  IconReceiptRefund,
  IconScan,
  type Icon,
} from '@tabler/icons-react'
import type { Screen } from '../../app/till/view.ts'
import type { Resources } from '../i18n/resources.ts'

/** Colours of a verdict; each has a fill and an ink that are read from two metres. */
export type Tone = 'neutral' | 'blue' | 'amber' | 'green' | 'red' | 'grey'

export type VerdictText = keyof Resources['verdict']

/** How one screen looks before anything in it is read. */
export interface Look {
  readonly tone: Tone
  readonly pattern: 'plain' | 'outline' | 'hatched'
  /** A bar that moves while the till works. */
  readonly working: boolean
  readonly icon: Icon
  readonly word: VerdictText
}

const plain = { pattern: 'plain', working: false } as const

export const LOOKS: { readonly [K in Screen['kind']]: Look } = {
  ready: { tone: 'blue', pattern: 'outline', working: false, icon: IconScan, word: 'ready' },
  charging: {
    tone: 'blue',
    pattern: 'plain',
    working: true,
    icon: IconHourglassHigh,
    word: 'charging',
  },
  password: { ...plain, tone: 'amber', icon: IconDeviceMobileMessage, word: 'password' },
  unknown: {
    tone: 'amber',
    pattern: 'hatched',
    working: false,
    icon: IconHelpCircleFilled,
    word: 'unknown',
  },
  stopping: {
    tone: 'amber',
    pattern: 'plain',
    working: true,
    icon: IconArrowBackUp,
    word: 'stopping',
  },
  returning: {
    tone: 'amber',
    pattern: 'hatched',
    working: true,
    icon: IconReceiptRefund,
    word: 'returning',
  },
  paid: { ...plain, tone: 'green', icon: IconCircleCheckFilled, word: 'paid' },
  'not-charged': { ...plain, tone: 'red', icon: IconCircleXFilled, word: 'notCharged' },
  stopped: { ...plain, tone: 'grey', icon: IconCancel, word: 'stopped' },
  'needs-attention': { ...plain, tone: 'amber', icon: IconHandStop, word: 'attention' },
  abandoned: { ...plain, tone: 'grey', icon: IconCircleOff, word: 'abandoned' },
}
