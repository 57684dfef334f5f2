import type { EpochMs, RevokeAnswer } from '../ports.ts'
import { type Exchange, lineFinding } from './diagnose-line.ts'
import { type AccessFinding, type FindingKind, found } from './finding.ts'

const DAY_MS = 86_400_000

/** Time to order a new certificate from WeChat Pay and to bring it to every till. */
const SOON_DAYS = 30

/** What a certificate says of itself. */
export interface CertificateFacts {
  /** WeChat Pay writes the merchant id here. */
  readonly commonName: string
  readonly validFromMs: EpochMs
  readonly validToMs: EpochMs
}

/** What can be seen in a certificate before it is shown to anybody; null when nothing is wrong. */
export function certificateFinding(
  { commonName, validFromMs, validToMs }: CertificateFacts,
  { mchId, nowMs }: { readonly mchId: string; readonly nowMs: EpochMs },
): AccessFinding | null {
  if (validToMs < nowMs) return found('certificate-expired', { ms: validToMs })
  if (validFromMs > nowMs) return found('certificate-too-new', { ms: validFromMs })
  // Other names than numbers are left to WeChat: not every test system writes the merchant id there.
  if (/^\d+$/.test(commonName) && commonName !== mchId) {
    return found('certificate-of-other', { detail: commonName })
  }
  if (validToMs - nowMs < SOON_DAYS * DAY_MS)
    return found('certificate-ends-soon', { ms: validToMs })
  return null
}

const WORDS = /证书|cert|ssl/i

/**
 * What came of a call that demands the certificate. Without a good one WeChat ends the line or sends a page of its own; any
 * verified answer means that the certificate was taken.
 */
export function acceptanceFinding(
  about: string,
  answer: RevokeAnswer,
  exchange: Exchange,
): AccessFinding {
  if (answer.kind !== 'no-answer') return found('certificate-accepted', { about })
  const refused = (): AccessFinding =>
    found('certificate-refused', { about, detail: answer.detail })
  if (answer.cause === 'unreadable') return refused()
  if (answer.cause === 'refused-unsigned') {
    const kind: FindingKind = WORDS.test(answer.detail)
      ? 'certificate-refused'
      : 'refused-otherwise'
    return found(kind, { about, detail: answer.detail })
  }
  const { posted } = exchange
  // The handshake may end before the other side has looked at the certificate: it then just hangs up.
  const hungUp =
    (posted.kind === 'no-answer' && posted.cause === 'broken') ||
    (posted.kind === 'not-sent' && posted.trouble === 'broken-handshake')
  if (hungUp) return refused()
  return lineFinding(about, exchange) ?? found('answer-forged', { about, detail: answer.detail })
}
