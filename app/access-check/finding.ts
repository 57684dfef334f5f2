import type { LineTrouble } from './line-trouble.ts'

/** How a finding is taken: nothing to do, something to know, or no payment can be made like this. */
export type Weight = 'good' | 'advice' | 'bad'

/** What a check can find, each with its weight. The renderer has a sentence and an advice for every one. */
export const FINDINGS = {
  // Files and fields, before anything is sent.
  'merchant-missing': 'bad',
  'merchant-malformed': 'bad',
  'api-key-missing': 'bad',
  'api-key-malformed': 'bad',
  'certificate-missing': 'bad',
  'file-unreadable': 'bad',
  'not-a-certificate': 'bad',
  'not-a-key': 'bad',
  'key-mismatch': 'bad',
  'not-a-p12': 'bad',
  'wrong-passphrase': 'bad',
  'unsupported-p12': 'bad',
  'certificate-expired': 'bad',
  'certificate-too-new': 'bad',
  'certificate-of-other': 'bad',
  'certificate-ends-soon': 'advice',
  // The line to a host.
  'no-name': 'bad',
  'closed-port': 'bad',
  'no-route': 'bad',
  slow: 'bad',
  'proxy-address': 'bad',
  'proxy-away': 'bad',
  'proxy-login': 'bad',
  'proxy-refuses': 'bad',
  'unknown-authority': 'bad',
  'other-name': 'bad',
  'outside-validity': 'bad',
  'no-tls': 'bad',
  'broken-handshake': 'bad',
  'set-up': 'bad',
  /** The line stood, and broke before the answer was whole. */
  'broken-answer': 'bad',
  /** An answer came that neither WeChat nor a backend gives: a log-in page, a filter's page. */
  'strange-answer': 'bad',
  // What WeChat says about merchant and key.
  answers: 'good',
  'key-wrong': 'bad',
  'merchant-unknown': 'bad',
  'app-unknown': 'bad',
  'sub-merchant-wrong': 'bad',
  'ids-of-two': 'bad',
  'no-permission': 'bad',
  /** An answer that is not signed with this key. */
  'answer-forged': 'bad',
  /** It knows us, and has troubles of its own. */
  'wechat-troubled': 'advice',
  /** In WeChat's own words. */
  'refused-otherwise': 'bad',
  // What WeChat says about the certificate.
  'certificate-accepted': 'good',
  'certificate-refused': 'bad',
  /** Key or line have to be right first. */
  'certificate-untried': 'advice',
  'certificate-not-needed': 'good',
  // The clock of this computer.
  'clock-right': 'good',
  'clock-off': 'advice',
  // The merchant's backend.
  'backend-ready': 'good',
  'backend-busy': 'bad',
  'backend-strange': 'bad',
  enrolled: 'good',
  'enrols-on-save': 'good',
  'not-enrolled': 'bad',
  'device-revoked': 'bad',
  'device-unknown': 'bad',
} as const satisfies Readonly<Record<string, Weight>> & Readonly<Record<LineTrouble, Weight>>

/** Kind of a finding. */
export type FindingKind = keyof typeof FINDINGS

/** One thing that was found. */
export interface AccessFinding {
  readonly kind: FindingKind
  /** The host, file or field that it is about; empty when it is clear. Never a secret. */
  readonly about: string
  /** What the sentence fills in: another merchant's number, a name, WeChat's own words. Empty for none. */
  readonly detail: string
  /** Milliseconds: how long an answer took, how far the clock is off (positive: it is behind), when a certificate ends. */
  readonly ms: number
}

/** A finding; what it does not name is empty. */
export const found = (
  kind: FindingKind,
  { about = '', detail = '', ms = 0 }: Partial<Omit<AccessFinding, 'kind'>> = {},
): AccessFinding => ({ kind, about, detail, ms })

/** Whether payments can be made with what was checked. */
export const allWell = (findings: readonly AccessFinding[]): boolean =>
  findings.every(({ kind }) => FINDINGS[kind] !== 'bad')
