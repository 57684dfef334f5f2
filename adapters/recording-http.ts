import type { Exchange } from '../app/access-check/diagnose-line.ts'
import type { Clock } from '../app/ports.ts'
import type { AnyRequest, UndiciHttp } from './undici-http.ts'

/** An `Http` that remembers its last exchange, for whoever wants to know why there was no answer. */
export interface RecordingHttp extends UndiciHttp {
  readonly last: () => Exchange | null
}

/** Records what another one does, and changes nothing about it. */
export function createRecordingHttp(http: UndiciHttp, clock: Clock): RecordingHttp {
  let last: Exchange | null = null
  const send = async (request: AnyRequest) => {
    const startedAtMs = clock.nowMs()
    const posted = await http.send(request)
    last = { posted, startedAtMs, endedAtMs: clock.nowMs() }
    return posted
  }
  return {
    ...http,
    send,
    post: (request) => send({ ...request, method: 'POST' }),
    get: (request) => send({ ...request, body: '', withCertificate: false, method: 'GET' }),
    last: () => last,
  }
}
