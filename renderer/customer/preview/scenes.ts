import type { DisplayView } from '../../../app/contract/display.ts'
import type { Amount, CustomerScreen } from '../../../app/display/customer-view.ts'

const amount: Amount = { minor: 12_800, currency: 'CNY' }
const longest: Amount = { minor: 999_999_999, currency: 'HKD' }

/** Any square picture: what a reader makes of it is tested elsewhere. */
const LINK = {
  svg:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" shape-rendering="crispEdges"><rect width="9" height="9" fill="#fff"/>' +
    '<path d="M1 1h3v3h-3zM5 1h3v3h-3zM1 5h3v3h-3zM5 5h1v1h-1zM7 5h1v1h-1zM6 6h1v1h-1zM5 7h1v1h-1zM7 7h1v1h-1z"/></svg>',
  caption: '扫码领会员',
}

const scene = (
  screen: CustomerScreen,
  change: Partial<DisplayView> = {},
): Omit<DisplayView, 'languages' | 'theme'> => ({
  version: 1,
  screen,
  shop: { name: '新华便利店', branch: '人民路店' },
  training: false,
  link: null,
  fills: true,
  ...change,
})

/** Every screen of the customer's display, by name. */
export const CUSTOMER_SCENES = {
  idle: scene({ kind: 'idle' }),
  'idle-link': scene({ kind: 'idle' }, { link: LINK }),
  'idle-training': scene(
    { kind: 'idle' },
    {
      training: true,
      link: LINK,
      shop: { name: '新华便利店', branch: '人民路与解放路交叉口东北角地下一层店' },
    },
  ),
  closed: scene({ kind: 'closed' }),
  pay: scene({ kind: 'pay', amount, hint: 'none' }),
  'pay-long': scene({ kind: 'pay', amount: longest, hint: 'none' }, { training: true }),
  'pay-other-code': scene({ kind: 'pay', amount, hint: 'other-code' }),
  'pay-hold-still': scene({ kind: 'pay', amount, hint: 'hold-still' }),
  'pay-new-code': scene({ kind: 'pay', amount, hint: 'new-code' }),
  charging: scene({ kind: 'charging', amount }),
  password: scene({ kind: 'password', amount, giveUpAtMs: Date.now() + 24_000 }),
  'password-long': scene({
    kind: 'password',
    amount: longest,
    giveUpAtMs: Date.now() + 24_000,
  }),
  checking: scene({ kind: 'checking', amount }),
  cancelling: scene({ kind: 'cancelling', amount }),
  returning: scene({ kind: 'returning', amount }),
  paid: scene({ kind: 'paid', amount, cash: null }),
  'paid-coupon': scene({ kind: 'paid', amount, cash: { minor: 11_800, currency: 'CNY' } }),
  'paid-long': scene({ kind: 'paid', amount: longest, cash: null }),
  'not-charged': scene({ kind: 'not-charged', amount, hint: 'none' }),
  'not-charged-new-code': scene({ kind: 'not-charged', amount, hint: 'new-code' }),
  cancelled: scene({ kind: 'cancelled', amount, returned: false }),
  'cancelled-returned': scene({ kind: 'cancelled', amount, returned: true }),
  'ask-cashier': scene({ kind: 'ask-cashier', amount }),
} as const
