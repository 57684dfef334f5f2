import type { z } from 'zod'
import { configurationSchema } from '../../app/contract/configuration.ts'
import type { Setup } from '../../app/contract/contract.ts'
import type { Resources } from '../i18n/resources.ts'
import { configurationOf, type Draft } from './draft.ts'

/** A sentence about one field. Values are in the field's stored unit. */
export interface FieldProblem {
  readonly text: keyof Resources['setup']
  readonly min?: number
  readonly max?: number
  readonly count?: number
}

/** What is wrong, by the path of the field. */
export type Problems = ReadonlyMap<string, FieldProblem>

type Issue = z.core.$ZodIssue

const size = (value: number | bigint): number => Number(value)

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): FieldProblem {
  if (origin === 'string') return { text: 'errorRequired' }
  if (origin === 'array') return { text: 'errorTooFew' }
  return { text: 'errorTooSmall', min: size(minimum) }
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): FieldProblem {
  if (origin === 'string') return { text: 'errorTooLong', count: size(maximum) }
  if (origin === 'array') return { text: 'errorTooMany', count: size(maximum) }
  return { text: 'errorTooBig', max: size(maximum) }
}

/** The rules that tie the waits to each other, and WeChat's own shortest times. */
function togetherProblem({ path, message }: Issue): FieldProblem {
  if (path[0] === 'keys') return { text: 'errorSameKey' }
  if (path.includes('submitTimeoutMs')) return { text: 'errorSubmit' }
  const shortest = /\b\d{4,}\b/.exec(message)?.[0]
  return shortest === undefined
    ? { text: 'errorOrder' }
    : { text: 'errorWechatMin', min: Number(shortest) }
}

/** What is wrong at one place. */
export function problemOf(issue: Issue): FieldProblem {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_type':
      return { text: issue.expected === 'int' ? 'errorWhole' : 'errorNumber' }
    case 'invalid_union':
      return { text: 'errorBackendUrl' }
    case 'invalid_format':
      if (issue.path.includes('enrolmentCode')) return { text: 'errorEnrolmentCode' }
      if (issue.path.includes('link')) return { text: 'errorLink' }
      return { text: issue.format === 'url' ? 'errorUrl' : 'errorPrefix' }
    case 'unrecognized_keys':
      return { text: 'errorUnknown' }
    case 'custom':
      return togetherProblem(issue)
    default:
      return { text: 'errorOther' }
  }
}

/** The places an issue is about: keys that nobody knows stand for themselves. */
export const placesOf = (issue: Issue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => [...issue.path, key].join('.'))
    : [issue.path.join('.')]

/** Most lists are one field on the screen, and the position inside does not matter. Each scanner has fields of its own. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  (path[0] === 'moreScanners' ? path : path.filter((part) => typeof part === 'string'))
    .map(String)
    .join('.')

const API_KEY_LENGTH = 32

const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/

const PEMS = [
  { name: 'certificatePem', right: CERTIFICATE, wrong: PRIVATE_KEY, swapped: 'errorIsKey' },
  {
    name: 'certificateKeyPem',
    right: PRIVATE_KEY,
    wrong: CERTIFICATE,
    swapped: 'errorIsCertificate',
  },
] as const

/** Files that are not what their field is for: seen as soon as they are chosen. */
export function checkFiles({ secrets }: Draft): Problems {
  const problems = new Map<string, FieldProblem>()
  for (const { name, right, wrong, swapped } of PEMS) {
    const pem = secrets[name]
    if (pem === undefined || right.test(pem)) continue
    problems.set(`secrets.${name}`, { text: wrong.test(pem) ? swapped : 'errorNotPem' })
  }
  return problems
}

function checkSecrets(draft: Draft, { secrets: stored }: Setup): Problems {
  const { configuration, secrets } = draft
  const problems = new Map(checkFiles(draft))
  const { apiKey } = secrets
  if (apiKey !== undefined && apiKey.length !== API_KEY_LENGTH) {
    problems.set('secrets.apiKey', { text: 'errorKeyLength', count: apiKey.length })
  }
  if (configuration.mode !== 'physical-store') return problems
  const { wechat } = configuration
  const has = (name: keyof Draft['secrets']): boolean =>
    secrets[name] !== undefined || stored.includes(name)
  if (!has('apiKey') && wechat.apiKeyFile === undefined) {
    problems.set('secrets.apiKey', { text: 'errorNoKey' })
  }
  const pair = has('certificatePem') && has('certificateKeyPem')
  const files = wechat.certificateFile !== undefined || wechat.p12File !== undefined
  if (!pair && !has('p12Base64') && !files) {
    problems.set('secrets.certificatePem', { text: 'errorNoCertificate' })
  }
  return problems
}

/** Everything that main would refuse, and what it could not know: field by field. */
export function checkDraft(draft: Draft, setup: Setup): Problems {
  const problems = new Map(checkSecrets(draft, setup))
  const parsed = configurationSchema.safeParse(configurationOf(draft))
  for (const issue of parsed.error?.issues ?? [])
    problems.set(fieldOf(issue.path), problemOf(issue))
  return problems
}
