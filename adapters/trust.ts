import { X509Certificate } from 'node:crypto'
import { fail, type Result, succeed } from '../app/result.ts'

/** One certificate in a PEM text. */
export const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Why a file cannot be a list of certificate authorities. */
export type AuthorityError =
  | { readonly kind: 'no-certificate' }
  | { readonly kind: 'unreadable-certificate'; readonly number: number }

/** Reads the certificates of a PEM file; refuses the whole file when one cannot be read. */
export function readAuthorities(pem: string): Result<readonly string[], AuthorityError> {
  const blocks = pem.match(PEM_BLOCK) ?? []
  if (blocks.length === 0) return fail({ kind: 'no-certificate' })
  const bad = blocks.findIndex((block) => !isCertificate(block))
  if (bad >= 0) return fail({ kind: 'unreadable-certificate', number: bad + 1 })
  return succeed(blocks)
}

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}
