/** Which address is which operation of which WeChat Pay. */
import type { Operation } from '../model.ts'

/** The real one, or one of WeChat's own sandboxes. */
export type Realm = 'real' | 'sandboxnew' | 'xdc'

export interface Route {
  readonly operation: Operation
  readonly realm: Realm
  /** Only connections that showed the merchant's certificate. */
  readonly certificate: boolean
}

const real: readonly (readonly [string, Operation])[] = [
  ['/pay/micropay', 'submit'],
  ['/pay/orderquery', 'query'],
  ['/secapi/pay/reverse', 'revoke'],
  ['/secapi/pay/refund', 'refund'],
  ['/pay/refundquery', 'refund-query'],
  ['/pay/downloadbill', 'bill'],
  ['/tools/authcodetoopenid', 'openid'],
  ['/payitil/report', 'report'],
]

const XDC = '/xdc/apiv2sandbox'

const sandboxed = (prefix: string, realm: Realm): readonly (readonly [string, Route])[] =>
  real.flatMap(([path, operation]) =>
    [path, path.replace('/secapi', '')].map((name): readonly [string, Route] => [
      prefix + name,
      { operation, realm, certificate: false },
    ]),
  )

export const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ...real.map(([path, operation]): readonly [string, Route] => [
    path,
    { operation, realm: 'real', certificate: path.startsWith('/secapi') },
  ]),
  ...sandboxed('/sandboxnew', 'sandboxnew'),
  [
    '/sandboxnew/pay/getsignkey',
    { operation: 'sign-key', realm: 'sandboxnew', certificate: false },
  ],
  [`${XDC}/pay/micropay`, { operation: 'submit', realm: 'xdc', certificate: false }],
  [`${XDC}/pay/orderquery`, { operation: 'query', realm: 'xdc', certificate: false }],
  [
    '/xdc/apiv2getsignkey/sign/getsignkey',
    { operation: 'sign-key', realm: 'xdc', certificate: false },
  ],
])
