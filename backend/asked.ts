import type { FastifyBaseLogger } from 'fastify'
import type { z } from 'zod'
import type { REST_CALLS, RestCallName } from '../app/contract/rest-calls.ts'
import type { ProblemCode } from '../app/contract/rest-problem.ts'
import type { Clock } from '../app/ports.ts'
import type { Asker } from './authentication.ts'
import type { Changes } from './changes.ts'
import type { Database } from './database.ts'
import type { LimitSettings } from './limits.ts'
import type { Gateways } from './gateways.ts'
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
  readonly gateways: Pick<Gateways, 'of'>
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

/** Calls that a handler answers: all but the stream and the file. */
export type HandledName = Exclude<RestCallName, 'events' | 'exportReconciliation'>

type PartOf<K extends RestCallName, Part extends 'params' | 'query' | 'body'> = z.infer<
  (typeof REST_CALLS)[K][Part]
>

/** What a handler is given: each part as the call's schema has made it, from a proven asker where the call is signed. */
export interface Asked<K extends RestCallName> {
  readonly params: PartOf<K, 'params'>
  readonly query: PartOf<K, 'query'>
  readonly body: PartOf<K, 'body'>
  readonly asker: Asker
}

export type Handlers = {
  readonly [K in HandledName]: (
    asked: Asked<K>,
  ) => Promise<z.input<(typeof REST_CALLS)[K]['answer']>>
}
