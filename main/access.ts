import type { BackendRefunds } from '../adapters/backend/refund-gateway.ts'
import type { DeskHost, ReconciliationDesk } from '../adapters/reconciliation/desk.ts'
import type { BackendPeople } from '../adapters/backend/people.ts'
import type { RefundGateway } from '../app/refund/gateway.ts'
import type { Gateway } from '../app/ports.ts'
import type { WechatBooks } from './wechat-books.ts'

/** The way this till's payments take to WeChat Pay: directly, or through the merchant's backend. */
export interface Access {
  readonly gateway: Gateway
  readonly refunds: RefundGateway
  /** The same, where a backend runs the refunds; null without one. */
  readonly backendRefunds: BackendRefunds | null
  /** The backend's operators; null without a backend. */
  readonly people: BackendPeople | null
  /** Opens a connection, so that the next submit need not wait for a handshake. */
  readonly prepare: () => void
  /** Somebody will hear whenever the other side says that an order has changed. */
  readonly listen: (hear: (outTradeNo: string) => void) => void
  /** WeChat's bills, where this till may have them; null where the merchant's backend has. */
  readonly wechatBooks: WechatBooks | null
  /** The merchant's days as the backend has them; null without a backend. */
  readonly openBackendDesk: ((host: DeskHost) => Promise<ReconciliationDesk>) | null
  readonly close: () => void
}
