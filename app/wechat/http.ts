import type { LineTrouble } from '../access-check/line-trouble.ts'
import type { EpochMs, NotSentCause } from '../ports.ts'

/** One POST to WeChat Pay. */
export interface HttpRequest {
  /** Only `https:` is ever sent. */
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Show the merchant's client certificate: `/secapi` demands it, nothing else may see it. */
  readonly withCertificate: boolean
  /** For name look-up, connection and TLS handshake together. */
  readonly connectTimeoutMs: number
  /** For everything, from the call to the answer's last byte. */
  readonly timeoutMs: number
  /** A longer answer is refused. */
  readonly bodyBytesMax: number
  /**
   * Takes the answer's body as it comes, for bodies that need not fit into the memory: the answer's own is empty then. What it was
   * given by an answer that did not end well proves nothing.
   */
  readonly onBytes?: (chunk: Uint8Array) => void
  /** The connection is dropped afterwards, so that nothing more that it brings can be taken for another call's answer. */
  readonly lastOnLine?: boolean
}

/** What became of a POST. */
export type HttpAnswer =
  /** A whole answer, of whatever status. Nothing in it was checked. */
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly body: Uint8Array
      /** The other side's clock (`Date`), for the check of the set-up alone; absent or null when it did not say. */
      readonly dateMs?: EpochMs | null
      /** Headers by their names in lower case; of answers to a GET alone. */
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Proven: no byte of the request was given to the line. Trying elsewhere cannot send it twice. */
  | {
      readonly kind: 'not-sent'
      readonly cause: NotSentCause
      readonly detail: string
      /** What to mend, where it is known. */
      readonly trouble?: LineTrouble
    }
  /** The request may have arrived; nobody can tell. */
  | {
      readonly kind: 'no-answer'
      readonly cause: 'timeout' | 'broken' | 'too-large'
      readonly detail: string
    }

/** One GET to WeChat Pay: V3's way of asking. The client certificate is not shown; the signature says who asks. */
export type HttpGet = Omit<HttpRequest, 'body' | 'withCertificate' | 'lastOnLine'>

/** What GETs go out through. As `Http`, no call rejects. */
export interface HttpReading {
  readonly get: (request: HttpGet) => Promise<HttpAnswer>
}

/** A connection to open before it is needed. */
export type ConnectionWish = Pick<HttpRequest, 'url' | 'withCertificate' | 'connectTimeoutMs'>

/**
 * The way bytes go out. No function rejects. After its time-out a call holds no connection any more, so nothing of
 * it arrives later. A request is written at most once, whatever happens to its connection.
 */
export interface Http {
  readonly post: (request: HttpRequest) => Promise<HttpAnswer>
  /**
   * Opens a connection, unless a fresh one is idle already, so that the next call need not wait for the handshake.
   * It is dropped again when nobody uses it within seconds. True when a connection stands.
   */
  readonly prepareConnection: (wish: ConnectionWish) => Promise<boolean>
}
