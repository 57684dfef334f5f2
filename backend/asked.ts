import type { FastifyBaseLogger } from 'fastify'
import type { RestCallName } from '../app/contract/rest-calls.ts'
import type { ProblemCode } from '../app/contract/rest-problem.ts'
import type { Clock } from '../app/ports.ts'
import type { Asker } from './authentication.ts'
import type { Changes } from './changes.ts'
import type { Database } from './database.ts'
import type { LimitSettings } from './limits.ts'
import type { MasterKey } from './master-key.ts'
import type { ClaimRuling, OperatorClaim } from './operators.ts'
import type { Metrics } from './metrics.ts'
import type { PaymentService } from './payment-service.ts'
import type { RefundService } from './refund-service.ts'

/** What the server works with. */
export interface ServerParts {
  readonly sql: Database
  /** A pool for what need not survive a crash of PostgreSQL. */
  readonly quick: Database
  readonly masterKey: MasterKey
  readonly service: PaymentService
  readonly refunds: RefundService
  /** What the merchant says of an operator that a request names, or does not name. */
  readonly rulingOn: (claim: OperatorClaim) => Promise<ClaimRuling>
  readonly changes: Changes
  readonly clock: Clock
  readonly metrics: Metrics
  readonly limits: LimitSettings
  /** Addresses of proxies whose word about the asker's address is taken; null: nobody's. */
  readonly trustedProxies: string | null
  readonly log: FastifyBaseLogger
  /** Aborted when the node begins to drain. */
  readonly draining: AbortSignal
}

/** A refusal that has a code of the contract. */
export class Refused extends Error {
  readonly code: ProblemCode
  /** After how many seconds to ask again; null when that would not help. */
  readonly retryAfterSeconds: number | null
  constructor(code: ProblemCode, detail = '', retryAfterSeconds: number | null = null) {
    super(detail)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** What a handler is given: checked, and from a proven asker where the call is signed. */
export interface Asked {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly rawBody: string
  readonly asker: Asker
}

export type Handlers = {
  readonly [K in Exclude<RestCallName, 'events'>]: (asked: Asked) => Promise<unknown>
}
