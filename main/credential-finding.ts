import { type AccessFinding, type FindingKind, found } from '../app/access-check/finding.ts'
import type { CredentialError } from './credentials.ts'

const REASONS: { readonly [R in Extract<CredentialError['reason'], string>]: FindingKind } = {
  missing: 'certificate-missing',
  'not-32-characters': 'api-key-malformed',
  'no-certificate': 'not-a-certificate',
  'unreadable-certificate': 'not-a-certificate',
  'no-key': 'not-a-key',
  'unreadable-key': 'not-a-key',
  'key-mismatch': 'key-mismatch',
  'not-a-p12': 'not-a-p12',
  'wrong-passphrase': 'wrong-passphrase',
  'unsupported-p12': 'unsupported-p12',
}

/** What is wrong with a key or a file. The system's own words name the path, never what is in it. */
export function credentialFinding({ at, reason }: CredentialError): AccessFinding {
  if (typeof reason !== 'string') {
    return found('file-unreadable', { about: at, detail: reason.unreadable })
  }
  if (reason === 'missing' && at === 'apiKeyFile') return found('api-key-missing')
  return found(REASONS[reason], { about: at })
}
