import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Screen } from '../../app/till/view.ts'
import { startTexts } from '../../renderer/i18n/i18n.ts'
import { sale } from '../../renderer/preview/sample-views.ts'
import { reasonsOf } from '../../renderer/verdict/reasons.ts'

const why = (screen: Screen): string =>
  reasonsOf(i18next.getFixedT('en', 'verdict'), 'en', sale(screen)).why

beforeAll(async () => {
  globalThis.document ??= { documentElement: {} } as Document // only its language is set
  await startTexts('en')
})

describe('a cancelled sale', () => {
  it('does not blame the customer when WeChat was not reached', () => {
    expect(why({ kind: 'stopped', cause: 'gave-up', proof: 'never-arrived' })).toBe(
      'No answer from WeChat Pay; no money is kept from the customer',
    )
  })

  it('says what WeChat said of a failed payment', () => {
    expect(why({ kind: 'stopped', cause: 'payment-failed', proof: 'closed-at-wechat' })).toBe(
      'The customer cancelled or the payment failed. The customer is not charged',
    )
  })

  it.each(['gave-up', 'stop-pressed'] as const)(
    'says what to make of a charge on the phone when %s met a payer who had just paid',
    (cause) => {
      expect(why({ kind: 'stopped', cause, proof: 'closed-at-wechat' })).toMatch(
        /not charged. A charge that their phone shows goes back by itself$/,
      )
    },
  )

  it('says that money which was taken went back', () => {
    expect(why({ kind: 'stopped', cause: 'gave-up', proof: 'returned' })).toMatch(/money back$/)
  })
})
