import { describe, expect, it } from 'vitest'
import type { Explanation } from '../../app/payment/code-table-explanation.ts'
import { QUERY_CODES, REVOKE_CODES } from '../../app/payment/code-table-order.ts'
import { REFUND_CODES, REFUND_QUERY_CODES } from '../../app/payment/code-table-refund.ts'
import { SUBMIT_CODES } from '../../app/payment/code-table-submit.ts'
import { REFUND_TEXTS } from '../../app/payment/code-table-texts-refund.ts'
import { REFUSAL_TEXTS } from '../../app/payment/code-table-texts-refusal.ts'
import { WAITING_TEXTS } from '../../app/payment/code-table-texts-waiting.ts'
import { type AnsweredCall, explainCode, refusalTexts } from '../../app/payment/code-table.ts'
import { LANGUAGES } from '../../app/language.ts'

const TEXTS: readonly (readonly [string, Explanation])[] = Object.entries({
  ...REFUSAL_TEXTS,
  ...WAITING_TEXTS,
  ...REFUND_TEXTS,
})

/** Pairs of one character as the mainland writes it and as Hong Kong and Taiwan do. */
const PAIRS =
  '码碼扫掃顾顧过過个個这這张張银銀换換余餘额額订訂单單闭閉应應设設备備请請报報错錯误誤联聯关關连連网網络絡无無认認对對数數据據并並没沒还還经經钱錢户戶账賬统統试試检檢询詢结結确確' +
  '开開机機们們后後来來务務处處说說为為时時间間长長进進选選择擇实實现現问問题題绝絕险險权權给給变變优優费費员員录錄输輸显顯门門东東车車见見号號须須类類让讓该該动動发發会會转轉纸紙' +
  '记記录錄读讀写寫从從两兩几幾头頭条條业業产產价價买買卖賣贝貝负負贵貴质質购購赠贈' +
  '与與于於尽盡异異暂暫术術继繼续續频頻项項复複钥鑰钟鐘货貨边邊断斷画畫档檔'

const script = (offset: 0 | 1): RegExp =>
  new RegExp(
    `[${PAIRS.split('')
      .filter((_, index) => index % 2 === offset)
      .join('')}]`,
    'u',
  )
const SIMPLIFIED = script(0)
const TRADITIONAL = script(1)

describe('texts', () => {
  it.each(TEXTS)('%s says something of its own in each language', (_, texts) => {
    for (const translated of [texts.cashier, texts.payer]) {
      expect(Object.keys(translated).toSorted()).toEqual([...LANGUAGES].toSorted())
      for (const language of LANGUAGES) expect(translated[language].trim()).not.toBe('')
      expect(new Set(Object.values(translated)).size).toBe(LANGUAGES.length)
      expect(translated['zh-Hant']).not.toMatch(SIMPLIFIED)
      expect(translated['zh-Hans']).not.toMatch(TRADITIONAL)
      expect(translated.en).not.toMatch(/\p{Script=Han}/u)
      expect(translated['zh-Hans']).toMatch(/\p{Script=Han}/u)
    }
  })

  it.each(TEXTS)('%s holds the same placeholders in each language', (_, texts) => {
    for (const translated of [texts.cashier, texts.payer]) {
      const placeholders = LANGUAGES.map(
        (language) => translated[language].match(/\{\w+\}/gu) ?? [],
      )
      expect(placeholders[1]).toEqual(placeholders[0])
      expect(placeholders[2]).toEqual(placeholders[0])
      expect(placeholders.flat().every((each) => /\{(?:code|description)\}/u.test(each))).toBe(true)
    }
  })

  it.each(Object.entries(REFUSAL_TEXTS))(
    '%s tells the payer that no money moved',
    (_, { payer }) => {
      expect(payer['zh-Hans']).toMatch(/未扣款/u)
      expect(payer['zh-Hant']).toMatch(/並未扣款/u)
      expect(payer.en).toMatch(/not charged/u)
    },
  )

  it.each(Object.entries(WAITING_TEXTS))('%s never claims that no money moved', (_, texts) => {
    for (const { en, ...chinese } of [texts.cashier, texts.payer]) {
      expect(en).not.toMatch(/not charged/u)
      expect(Object.values(chinese).join('')).not.toMatch(/未扣款/u)
    }
  })

  it('differs between any two reasons', () => {
    const cashier = TEXTS.map(([, texts]) => texts.cashier['zh-Hans'])
    expect(new Set(cashier).size).toBe(TEXTS.length)
  })
})

const TABLES: readonly (readonly [AnsweredCall, readonly string[]])[] = [
  ['first-submit', [...SUBMIT_CODES.keys()]],
  ['repeated-submit', [...SUBMIT_CODES.keys()]],
  ['query', [...QUERY_CODES.keys()]],
  ['revoke', [...REVOKE_CODES.keys()]],
  ['refund', [...REFUND_CODES.keys()]],
  ['refund-query', [...REFUND_QUERY_CODES.keys()]],
]

const refusal = (code: string, description = '') =>
  refusalTexts({ kind: 'error-code', code, description })

describe('what is said of a refusal', () => {
  it.each([
    ['AUTH_CODE_INVALID', '101 付款码已过期,请退出重试', 'code-expired'],
    ['AUTH_CODE_INVALID', '101 每个二维码仅限使用一次，请刷新再试', 'code-used'],
    ['AUTH_CODE_INVALID', '101 付款码无效，请重新扫码', 'code-refused'],
    ['AUTH_CODE_INVALID', '', 'code-refused'],
    ['AUTH_CODE_ERROR', '授权码参数错误', 'code-refused'],
    ['AUTH_CODE_ERROR', 'The code has already been used', 'code-used'],
    ['AUTHCODEEXPIRE', '', 'code-expired'],
    ['NOTENOUGH', '余额不足', 'balance-low'],
    ['NOTSUPORTCARD', '', 'card-unsupported'],
  ] as const)('%s "%s" is %s', (code, description, reason) => {
    expect(refusal(code, description)).toEqual(REFUSAL_TEXTS[reason])
  })

  it('shows WeChat’s own words for a refused trade, and the code when there are none', () => {
    const words = '暂无可用的支付方式,请绑定其它银行卡完成支付'
    const { cashier, payer, next } = refusal('TRADE_ERROR', words)
    for (const language of LANGUAGES) {
      expect(cashier[language]).toContain(words)
      expect(payer[language]).toContain(words)
    }
    expect(next).toBe('other-means')
    expect(refusal('TRADE_ERROR').cashier.en).toContain('TRADE_ERROR')
  })

  it.each(['SOMETHING_NEW', 'SYSTEMERROR', 'ORDERPAID', 'constructor'])(
    'quotes code and words of %s, which proves nothing by itself',
    (code) => {
      const { cashier, next } = refusal(code, '说明')
      for (const language of LANGUAGES) {
        expect(cashier[language]).toContain(code)
        expect(cashier[language]).toContain('说明')
      }
      expect(next).toBe('other-means')
    },
  )

  it('never reads what WeChat wrote as a template, and shows no unprintable or endless text', () => {
    const { cashier } = refusal('TRADE_ERROR', `{code} $& $1 \u0007\u202e${'x'.repeat(500)}`)
    expect(cashier.en).toContain('{code} $& $1')
    expect(cashier.en).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(cashier.en.length).toBeLessThan(256)
  })

  it('names the step for each cause of a request that never left', () => {
    const next = (cause: 'unreachable' | 'tls' | 'configuration') =>
      refusalTexts({ kind: 'not-sent', cause, detail: 'getaddrinfo' }).next
    expect(next('unreachable')).toBe('check-network')
    expect(next('tls')).toBe('call-support')
    expect(next('configuration')).toBe('call-support')
  })

  it('leaves no placeholder in any text for any code', () => {
    for (const [call, codes] of TABLES) {
      for (const code of [...codes, 'NEW']) {
        const { cashier, payer } = explainCode(call, { code, description: '' })
        for (const text of [...Object.values(cashier), ...Object.values(payer)]) {
          expect(text).not.toMatch(/[{}]/u)
        }
      }
    }
  })
})

describe('what is said while waiting', () => {
  it.each([
    ['first-submit', 'USERPAYING', 'ask-password'],
    ['repeated-submit', 'NOTENOUGH', 'wait'],
    ['first-submit', 'ORDERPAID', 'wait'],
    ['first-submit', 'NEW', 'wait'],
    ['query', 'ORDERNOTEXIST', 'wait'],
    ['query', 'SIGNERROR', 'wait'],
    ['revoke', 'USERPAYING', 'wait'],
    ['revoke', 'REVERSE_EXPIRE', 'call-manager'],
    ['revoke', 'INVALID_REQUEST', 'call-support'],
    ['refund', 'NOTENOUGH', 'call-manager'],
    ['refund-query', 'REFUNDNOTEXIST', 'call-manager'],
  ] as const)('%s answered %s: %s', (call, code, next) => {
    expect(explainCode(call, { code, description: '' }).next).toBe(next)
  })

  it('shows an undocumented code with its words', () => {
    const { cashier } = explainCode('first-submit', { code: 'NEW', description: '新的' })
    expect(cashier.en).toContain('NEW: 新的')
  })
})
