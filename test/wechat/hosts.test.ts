import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../../app/wechat/http.ts'
import {
  CODE,
  FIRST,
  MERCHANT,
  ORDER,
  PAID,
  reply,
  SECOND,
  signed,
  wireRig,
  type WireRig,
} from './wire-rig.ts'

const hosts = [`${FIRST}/`, SECOND]
const unreachable: HttpAnswer = { kind: 'not-sent', cause: 'unreachable', detail: 'refused' }
const timeout: HttpAnswer = { kind: 'no-answer', cause: 'timeout', detail: '' }
const order = signed({ out_trade_no: ORDER.outTradeNo, trade_state: 'NOTPAY' })

/** Hosts of all requests so far. */
const asked = (rig: WireRig): readonly string[] =>
  rig.sent.map(({ host }) => (host === FIRST ? 'first' : 'second'))

/** What the first host does; the second one always works. */
const firstAnswers = (answer: HttpAnswer, works: HttpAnswer) =>
  wireRig({ hosts, line: ({ host }) => (host === FIRST ? answer : works) })

describe('a submit', () => {
  it('goes to the next host only when nothing of it left', async () => {
    const rig = firstAnswers(unreachable, signed(PAID))
    expect(await rig.gateway.submit(ORDER, CODE)).toMatchObject({ kind: 'paid' })
    expect(asked(rig)).toEqual(['first', 'second'])
    const codes = rig.sent.map(({ fields }) => fields.get('auth_code'))
    expect(codes).toEqual([CODE, CODE])
  })

  it.each<readonly [string, HttpAnswer]>([
    ['gets no answer in time', timeout],
    ['is broken', { kind: 'no-answer', cause: 'broken', detail: '' }],
    ['is answered too much', { kind: 'no-answer', cause: 'too-large', detail: '' }],
    ['is answered by a web page', reply('<html/>', 502)],
    ['is answered with a forged signature', signed(PAID, { key: 'x'.repeat(32) })],
    ['is refused without a signature', signed({ return_code: 'FAIL' })],
    ['is answered about another order', signed({ ...PAID, out_trade_no: 'X' })],
    ['is refused', signed({ result_code: 'FAIL', err_code: 'SYSTEMERROR' })],
  ])('that %s is not sent anywhere else', async (_, answer) => {
    const rig = firstAnswers(answer, signed(PAID))
    expect((await rig.gateway.submit(ORDER, CODE)).kind).toMatch(/^(no-answer|error)$/)
    expect(asked(rig)).toEqual(['first'])
  })

  it('is proven not sent when no host took it', async () => {
    const rig = wireRig({ hosts, line: () => unreachable })
    expect(await rig.gateway.submit(ORDER, CODE)).toEqual(unreachable)
    expect(asked(rig)).toEqual(['first', 'second'])
  })

  it('does not try other hosts when it is itself wrong', async () => {
    const wrong: HttpAnswer = { kind: 'not-sent', cause: 'configuration', detail: 'no certificate' }
    const rig = firstAnswers(wrong, signed(PAID))
    expect(await rig.gateway.submit(ORDER, CODE)).toEqual(wrong)
    expect(asked(rig)).toEqual(['first'])
  })

  it('does not trust an impostor, and goes to the next host', async () => {
    const impostor: HttpAnswer = { kind: 'not-sent', cause: 'tls', detail: 'CERT_HAS_EXPIRED' }
    const rig = firstAnswers(impostor, signed(PAID))
    expect(await rig.gateway.submit(ORDER, CODE)).toMatchObject({ kind: 'paid' })
  })
})

describe('a failed host', () => {
  it('is avoided for three minutes, then probed', async () => {
    const rig = firstAnswers(timeout, order)
    await rig.gateway.submit(ORDER, CODE)
    await rig.gateway.query(ORDER)
    await rig.clock.advance(179_000)
    await rig.gateway.query(ORDER)
    await rig.clock.advance(1_000)
    await rig.gateway.query(ORDER)
    await rig.gateway.query(ORDER)
    expect(asked(rig)).toEqual(['first', 'second', 'second', 'first', 'second'])
  })

  it('is probed when the wall clock was set back', async () => {
    const rig = firstAnswers(timeout, order)
    await rig.gateway.query(ORDER)
    rig.clock.jump(-86_400_000)
    await rig.gateway.query(ORDER)
    expect(asked(rig)).toEqual(['first', 'first'])
  })

  it('is asked again at once when the others failed after it', async () => {
    const rig = wireRig({ hosts, line: () => timeout })
    await rig.gateway.query(ORDER)
    await rig.clock.advance(1_000)
    await rig.gateway.query(ORDER)
    await rig.clock.advance(1_000)
    await rig.gateway.query(ORDER)
    expect(asked(rig)).toEqual(['first', 'second', 'first'])
  })

  it('is forgiven once it answers', async () => {
    let down = true
    const line = ({ host }: { host: string }): HttpAnswer =>
      host === FIRST ? (down ? timeout : order) : unreachable
    const rig = wireRig({ hosts, line })
    await rig.gateway.query(ORDER)
    down = false
    await rig.gateway.query(ORDER)
    await rig.gateway.query(ORDER)
    expect(asked(rig)).toEqual(['first', 'second', 'first', 'first'])
  })

  it('is not one that answered with an error or a wrong signature', async () => {
    for (const answer of [
      signed({ result_code: 'FAIL', err_code: 'ORDERNOTEXIST' }),
      signed({ return_code: 'FAIL' }),
      signed({}, { key: 'x'.repeat(32) }),
    ]) {
      const rig = firstAnswers(answer, order)
      await rig.gateway.query(ORDER)
      await rig.gateway.query(ORDER)
      expect(asked(rig)).toEqual(['first', 'first'])
    }
  })
})

describe('queries and revokes', () => {
  it('go to the next host when nothing left, and have no answer when none took them', async () => {
    const rig = firstAnswers(unreachable, order)
    expect(await rig.gateway.query(ORDER)).toMatchObject({ kind: 'order' })
    const nowhere = wireRig({ hosts, line: () => unreachable })
    expect(await nowhere.gateway.revoke(ORDER)).toEqual({
      kind: 'no-answer',
      cause: 'broken',
      detail: 'not sent (unreachable): refused',
    })
  })
})

describe('prepareConnection', () => {
  it('prepares the host that the next call takes', async () => {
    const rig = firstAnswers(timeout, order)
    await rig.gateway.prepareConnection()
    await rig.gateway.query(ORDER)
    await rig.gateway.prepareConnection()
    expect(rig.prepared).toEqual([FIRST, SECOND])
  })
})

describe('reports', () => {
  it('say what became of each request, and nothing secret', async () => {
    const rig = firstAnswers(unreachable, signed(PAID))
    await rig.gateway.submit(ORDER, CODE)
    const common = { operation: 'submit', outTradeNo: ORDER.outTradeNo, startedAtMs: 1_000_000 }
    expect(rig.reports).toMatchObject([
      { ...common, host: FIRST, outcome: 'not-sent', cause: 'unreachable', httpStatus: null },
      { ...common, host: SECOND, outcome: 'paid', cause: null, httpStatus: 200 },
    ])
    const text = JSON.stringify(rig.reports)
    expect(text).not.toContain(CODE)
    expect(text).not.toContain(MERCHANT.apiKey)
  })

  it('carry error codes and causes', async () => {
    const refused = wireRig({ line: () => signed({ result_code: 'FAIL', err_code: 'NOTENOUGH' }) })
    await refused.gateway.submit(ORDER, CODE)
    expect(refused.reports).toMatchObject([{ outcome: 'error', errorCode: 'NOTENOUGH' }])
    const page = wireRig({ line: () => reply('<html/>', 502) })
    await page.gateway.query(ORDER)
    expect(page.reports).toMatchObject([
      {
        outcome: 'no-answer',
        cause: 'unreadable',
        httpStatus: 502,
        detail: 'HTTP 502: wrong-root',
      },
    ])
  })
})
