import type { Random } from '../ports.ts'
import type { CallReport, NotSent, Operation } from './call.ts'
import type { Http } from './http.ts'
import type { Merchant, Sandbox } from './merchant.ts'
import { signFields } from './sign.ts'
import { readXml, writeXml, XML_BYTES_MAX } from './xml.ts'

/** The key that signs calls to a host, or why none can be made. */
export type SandboxKeys = (host: string) => Promise<KeyAnswer>

type KeyAnswer = { readonly kind: 'key'; readonly key: string } | NotSent

const KEY_PATHS = {
  sandboxnew: '/sandboxnew/pay/getsignkey',
  xdc: '/xdc/apiv2getsignkey/sign/getsignkey',
} as const

/** Where an operation lives; null where the sandbox does not have it (xdc: acceptance guide, doc/v2/merchant/4011984810). */
export function sandboxPath(
  sandbox: Sandbox,
  { path, operation }: { readonly path: string; readonly operation: Operation },
): string | null {
  if (sandbox === 'off') return path
  if (sandbox === 'sandboxnew') return `/sandboxnew${path}`
  return operation === 'submit' || operation === 'query' ? `/xdc/apiv2sandbox${path}` : null
}

/** Headers of every call. The test header is for WeChat's sandbox; elsewhere nobody asks for failures. */
export const headersFor = (merchant: Merchant): Readonly<Record<string, string>> => ({
  'content-type': 'text/xml; charset=utf-8',
  'user-agent': 'QuickPayCashier',
  ...(merchant.sandbox === 'xdc' && merchant.negativeTest !== ''
    ? { 'wechatpay-negative-test': merchant.negativeTest }
    : {}),
})

interface KeyParts {
  readonly http: Http
  readonly merchant: Merchant
  readonly random: Random
  readonly nowMs: () => number
  readonly connectMs: number
  readonly timeoutMs: number
  readonly onCall: (report: CallReport) => void
}

/**
 * The keys to sign with: outside a sandbox the merchant's own; inside one the sandbox's, asked for once with the merchant's.
 * Its answer is not signed, so only TLS vouches for it; no real money moves there.
 */
export function createKeys(parts: KeyParts): SandboxKeys {
  const { merchant } = parts
  const { sandbox } = merchant
  if (sandbox === 'off') {
    const own = Promise.resolve({ kind: 'key' as const, key: merchant.apiKey })
    return () => own
  }
  let known: KeyAnswer | undefined
  return async (host) => {
    if (known?.kind !== 'key') known = await fetchKey(parts, host, KEY_PATHS[sandbox])
    return known
  }
}

async function fetchKey(parts: KeyParts, host: string, path: string): Promise<KeyAnswer> {
  const { http, merchant, random, nowMs } = parts
  const fields = [
    ['mch_id', merchant.mchId],
    ['nonce_str', random.letters(32)],
  ] as const
  const startedAtMs = nowMs()
  const posted = await http.post({
    url: host + path,
    body: writeXml([...fields, ['sign', signFields(fields, merchant.apiKey, 'MD5')]]),
    headers: headersFor(merchant),
    withCertificate: false,
    connectTimeoutMs: parts.connectMs,
    timeoutMs: parts.timeoutMs,
    bodyBytesMax: XML_BYTES_MAX,
  })
  const answer = posted.kind === 'answered' ? keyFrom(posted.body) : unavailable(posted.detail)
  parts.onCall({
    operation: 'sandbox-key',
    outTradeNo: '',
    host,
    startedAtMs,
    endedAtMs: nowMs(),
    outcome: answer.kind,
    cause: answer.kind === 'key' ? null : answer.cause,
    errorCode: null,
    httpStatus: posted.kind === 'answered' ? posted.status : null,
    detail: answer.kind === 'key' ? '' : answer.detail,
  })
  return answer
}

const unavailable = (detail: string): NotSent => ({
  kind: 'not-sent',
  cause: 'unreachable',
  detail: `no sandbox key: ${detail}`,
})

function keyFrom(body: Uint8Array): KeyAnswer {
  const read = readXml(body)
  if (!read.ok) return unavailable(read.error.kind)
  const key = read.value.get('sandbox_signkey') ?? ''
  if (read.value.get('return_code') === 'SUCCESS' && key !== '') return { kind: 'key', key }
  const reason = (read.value.get('return_msg') ?? '').slice(0, 100)
  return { kind: 'not-sent', cause: 'configuration', detail: `no sandbox key: ${reason}` }
}
