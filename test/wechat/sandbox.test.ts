import { describe, expect, it } from 'vitest'
import { verifySign } from '../../app/wechat/sign.ts'
import { KEY } from './golden.ts'
import { CODE, type Line, ORDER, PAID, reply, type Sent, signed, wireRig } from './wire-rig.ts'

const SANDBOX_KEY = 'sandbox-key-sandbox-key-sandbox0'
const keyAnswer = reply(
  `<xml><return_code>SUCCESS</return_code><mch_id>10000100</mch_id><sandbox_signkey>${SANDBOX_KEY}</sandbox_signkey></xml>`,
)
const isKeyCall = ({ path }: Sent): boolean => path.endsWith('/getsignkey')

/** A sandbox that hands out its key and then answers with it. */
const sandboxLine: Line = (sent) =>
  isKeyCall(sent) ? keyAnswer : signed(PAID, { key: SANDBOX_KEY })

describe('sandboxnew', () => {
  const merchant = { sandbox: 'sandboxnew', negativeTest: 'MICROPAY_USERPAYING' } as const

  it('asks for the key once, with the real one, and signs with it', async () => {
    const rig = wireRig({ line: sandboxLine, merchant })
    expect(await rig.gateway.submit(ORDER, CODE)).toMatchObject({ kind: 'paid' })
    await rig.gateway.query(ORDER)
    await rig.gateway.revoke(ORDER)
    expect(rig.sent.map(({ path }) => path)).toEqual([
      '/sandboxnew/pay/getsignkey',
      '/sandboxnew/pay/micropay',
      '/sandboxnew/pay/orderquery',
      '/sandboxnew/secapi/pay/reverse',
    ])
    const [first, ...others] = rig.sent
    expect(first && verifySign(first.fields, KEY, 'MD5')).toBe(true)
    expect([...(first?.fields.keys() ?? [])]).toEqual(['mch_id', 'nonce_str', 'sign'])
    for (const { fields } of others) expect(verifySign(fields, SANDBOX_KEY, 'MD5')).toBe(true)
    expect(rig.sent.every(({ request }) => !request.withCertificate)).toBe(true)
    expect(rig.sent.flatMap(({ request }) => Object.keys(request.headers))).not.toContain(
      'wechatpay-negative-test',
    )
    expect(rig.reports[0]).toMatchObject({ operation: 'sandbox-key', outcome: 'key' })
    expect(JSON.stringify(rig.reports)).not.toContain(SANDBOX_KEY)
  })

  it.each([
    ['is refused', reply('<xml><return_code>FAIL</return_code></xml>'), 'configuration'],
    ['is empty', reply('<xml><return_code>SUCCESS</return_code></xml>'), 'configuration'],
    ['is a web page', reply('<html/>'), 'unreachable'],
    [
      'does not come',
      { kind: 'no-answer', cause: 'timeout', detail: 'no answer' } as const,
      'unreachable',
    ],
  ])('sends no submit when the key %s, and asks again', async (_, answer, cause) => {
    let broken = true
    const line: Line = (sent) => (isKeyCall(sent) && broken ? answer : sandboxLine(sent))
    const rig = wireRig({ line, merchant })
    expect(await rig.gateway.submit(ORDER, CODE)).toMatchObject({ kind: 'not-sent', cause })
    expect(rig.sent.filter((sent) => !isKeyCall(sent))).toEqual([])
    broken = false
    expect(await rig.gateway.submit(ORDER, CODE)).toMatchObject({ kind: 'paid' })
  })
})

describe('xdc', () => {
  const merchant = { sandbox: 'xdc', negativeTest: 'MICROPAY_USERPAYING' } as const

  it('chooses the case by a header', async () => {
    const rig = wireRig({ line: sandboxLine, merchant })
    await rig.gateway.submit(ORDER, CODE)
    await rig.gateway.query(ORDER)
    expect(rig.sent.map(({ path }) => path)).toEqual([
      '/xdc/apiv2getsignkey/sign/getsignkey',
      '/xdc/apiv2sandbox/pay/micropay',
      '/xdc/apiv2sandbox/pay/orderquery',
    ])
    expect(rig.sent[1]?.request.headers).toMatchObject({
      'wechatpay-negative-test': 'MICROPAY_USERPAYING',
    })
  })

  it('has no revoke, and says so', async () => {
    const rig = wireRig({ line: sandboxLine, merchant })
    expect(await rig.gateway.revoke(ORDER)).toMatchObject({
      kind: 'no-answer',
      detail: 'not sent (configuration): the sandbox has no revoke',
    })
    expect(rig.sent).toEqual([])
  })
})

describe('outside a sandbox', () => {
  it('never asks for failures', async () => {
    const rig = wireRig({
      line: () => signed(PAID),
      merchant: { negativeTest: 'MICROPAY_TIMEOUT' },
    })
    await rig.gateway.submit(ORDER, CODE)
    expect(rig.sent).toHaveLength(1)
    expect(Object.keys(rig.sent[0]?.request.headers ?? {})).toEqual(['content-type', 'user-agent'])
  })
})
