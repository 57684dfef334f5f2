import type { BackendHttp } from '../../adapters/backend/client.ts'
import { type ProblemCode, PROBLEMS } from '../../app/contract/rest-problem.ts'

/** What a node says to a till. */
export interface Reply {
  readonly status: number
  readonly body: object
}

/** What a till asks of a node. */
export type Asked = Parameters<BackendHttp['send']>[0]

/** A refusal, as the backend's REST interface words it. */
export const problem = (code: ProblemCode): Reply => {
  const { status, title } = PROBLEMS[code]
  return { status, body: { type: 'about:blank', title, status, code, detail: '', serverTimeMs: 0 } }
}
