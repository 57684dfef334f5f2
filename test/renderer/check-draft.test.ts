import { describe, expect, it } from 'vitest'
import { setup } from '../../renderer/preview/sample-views.ts'
import { checkDraft, checkFiles } from '../../renderer/setup/check-draft.ts'
import { draftOf, type Draft, type DraftSecrets } from '../../renderer/setup/draft.ts'

const draft = draftOf(setup)
const withSecrets = (secrets: DraftSecrets): Draft => ({ ...draft, secrets })

const pem = (what: string): string => `-----BEGIN ${what}-----\nMIIB\n-----END ${what}-----\n`

describe('files of the set-up', () => {
  it.each(['PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])(
    'that are swapped are recognised: %s',
    (key) => {
      const swapped = { certificatePem: pem(key), certificateKeyPem: pem('CERTIFICATE') }
      expect([...checkFiles(withSecrets(swapped))]).toEqual([
        ['secrets.certificatePem', { text: 'errorIsKey' }],
        ['secrets.certificateKeyPem', { text: 'errorIsCertificate' }],
      ])
    },
  )

  it('that are something else are refused', () => {
    const other = { certificatePem: 'hello', certificateKeyPem: pem('PUBLIC KEY') }
    expect([...checkFiles(withSecrets(other)).values()]).toEqual([
      { text: 'errorNotPem' },
      { text: 'errorNotPem' },
    ])
  })

  it('that are right, or hold both, are taken', () => {
    const both = pem('CERTIFICATE') + pem('PRIVATE KEY')
    for (const right of [
      { certificatePem: pem('CERTIFICATE'), certificateKeyPem: pem('PRIVATE KEY') },
      { certificatePem: both, certificateKeyPem: both },
    ]) {
      expect(checkDraft(withSecrets(right), setup).size).toBe(0)
    }
  })
})

const problemsWith = (wechat: object, timing: object): ReadonlyMap<string, unknown> => {
  const { configuration } = draft
  return checkDraft(
    {
      ...draft,
      configuration: {
        ...configuration,
        wechat: { ...configuration.wechat, ...wechat },
        timing: { ...configuration.timing, ...timing },
      },
    },
    setup,
  )
}

it.each(['http://api.mch.weixin.qq.com', 'api.mch.weixin.qq.com', 'ftp://x.y'])(
  'takes no address without https: %s',
  (host) => {
    expect(problemsWith({ hosts: [host] }, {}).get('wechat.hosts')).toEqual({ text: 'errorUrl' })
  },
)

it('names WeChat’s own shortest time', () => {
  expect(problemsWith({}, { absentAfterMs: 50_000 }).get('timing.absentAfterMs')).toEqual({
    text: 'errorWechatMin',
    min: 60_000,
  })
})

it('a fault of one of several scanners stands beside its own field', () => {
  const serial = {
    kind: 'serial',
    path: '',
    baudRate: 9600,
    format: '8N1',
    framing: 'any-line',
    idleMs: 80,
  } as const
  const moreScanners = [{ ...serial, path: '/dev/ttyS0' }, serial]
  const configuration = { ...draft.configuration, moreScanners }
  expect([...checkDraft({ ...draft, configuration }, setup).keys()]).toEqual([
    'moreScanners.1.path',
  ])
})
