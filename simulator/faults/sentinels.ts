/**
 * Payment codes that make things happen by themselves, so that every fault can be shown by hand: `1000`, three digits that
 * say what happens, and eleven digits of no meaning. They never expire and can be used again and again.
 */
import type { Payer } from '../model.ts'
import { createPayer, DEFAULT_PAYER, SENTINEL_PREFIX, setBalance } from '../payers.ts'
import type { World } from '../world.ts'
import type { Script } from './script.ts'

export interface Sentinel extends Script {
  readonly number: string
  readonly name: string
  readonly zh: string
  readonly en: string
}

const RICH = 10_000_000_000

const sentinel = (
  number: string,
  name: string,
  [zh, en]: readonly [string, string],
  script: Script = {},
): Sentinel => ({ number, name, zh, en, ...script })

const error = (number: string, code: string, texts: readonly [string, string]): Sentinel =>
  sentinel(number, code.toLowerCase().replaceAll('_', '-'), texts, {
    faults: [{ preset: `error:${code}` }],
  })

const asked = (reaction: Payer['reaction'], reactionMs: number): Script => ({
  payer: { passwordRule: 'always', reaction, reactionMs },
})

const preset = (name: string, times = 1, more: Script = {}): Script => ({
  ...more,
  faults: [{ preset: name, times }],
})

const payers: readonly Sentinel[] = [
  sentinel('000', 'pays', ['立即支付成功', 'Paid at once']),
  sentinel('001', 'enters-password', ['3 秒后输入密码', 'Enters the password after 3 s'], asked('pays', 3_000)),
  sentinel('002', 'mistypes-then-pays', ['先输错密码再支付', 'Mistypes the password, then pays'], asked('mistypes-then-pays', 3_000)),
  sentinel('003', 'cancels', ['3 秒后取消支付', 'Closes the dialog after 3 s'], asked('cancels', 3_000)),
  sentinel('004', 'ignores', ['一直不输入密码', 'Never answers the dialog'], asked('ignores', 0)),
  sentinel('005', 'pays-slowly', ['20 秒后输入密码', 'Enters the password after 20 s'], asked('pays', 20_000)),
  sentinel('006', 'asks-person', ['等手机页面操作', 'Asks for the password on the phone page'], asked('person', 0)),
  sentinel('007', 'poor', ['余额不足', 'Not enough money: NOTENOUGH'], { payer: { balance: 0 } }),
  sentinel('008', 'poor-asked', ['余额不足，让顾客换卡', 'Not enough money, asks for another card: USERPAYING'], {
    payer: { balance: 0, whenPoor: 'asked' },
  }),
] // prettier-ignore

const refusals: readonly Sentinel[] = [
  error('010', 'AUTHCODEEXPIRE', ['付款码过期', 'The code has expired']),
  error('011', 'AUTH_CODE_ERROR', ['付款码已使用', 'The code was used before']),
  error('012', 'AUTH_CODE_INVALID', ['付款码无效', 'Not a valid code']),
  error('013', 'NOTSUPPORTCARD', ['不支持的卡', 'Card not supported']),
  error('014', 'TRADE_ERROR', ['账户异常', 'Account or risk problem']),
  error('015', 'RULELIMIT', ['风控限制', 'Risk rule']),
  error('016', 'NOAUTH', ['商户无权限', 'Merchant lacks the permission']),
  error('017', 'INVALID_REQUEST', ['重入或请求无效', 'Invalid or repeated request']),
  error('018', 'PARAM_ERROR', ['参数错误', 'Wrong parameter']),
  error('019', 'SOMETHING_NEW', ['未知错误码', 'An error code nobody knows']),
]

const unknowns: readonly Sentinel[] = [
  sentinel('020', 'system-error-charged', ['系统错误但已扣款', 'SYSTEMERROR, charged'], preset('system-error-charged')),
  sentinel('021', 'system-error-uncharged', ['系统错误未扣款', 'SYSTEMERROR, never charged'], preset('system-error-uncharged')),
  sentinel('022', 'system-error-charged-later', ['系统错误，3 秒后扣款', 'SYSTEMERROR, charged 3 s later'], preset('system-error-charged-later')),
  sentinel('023', 'bank-error-charged', ['银行错误但已扣款', 'BANKERROR, charged'], preset('bank-error-charged')),
  sentinel('024', 'bank-error-uncharged', ['银行错误未扣款', 'BANKERROR, not charged'], preset('bank-error-uncharged')),
  sentinel('025', 'bank-error-charged-later', ['银行错误，7 秒后扣款', 'BANKERROR, charged 7 s later'], preset('bank-error-charged-later')),
  sentinel('026', 'fails-later', ['系统错误，后支付失败', 'SYSTEMERROR, then PAYERROR'], preset('system-error-then-failed')),
  sentinel('027', 'unsigned-after', ['通信失败但已扣款', 'Unsigned FAIL, charged'], preset('unsigned-after')),
  sentinel('028', 'unsigned-before', ['通信失败未扣款', 'Unsigned FAIL, not charged'], preset('unsigned-before')),
] // prettier-ignore

const lines: readonly Sentinel[] = [
  sentinel('030', 'lost-before', ['请求丢失', 'The request is lost, not charged'], preset('lost-before')),
  sentinel('031', 'lost-after', ['应答丢失但已扣款', 'The answer is lost, charged'], preset('lost-after')),
  sentinel('032', 'reset-before', ['连接中断未扣款', 'Connection reset, not charged'], preset('reset-before')),
  sentinel('033', 'reset-after', ['连接中断但已扣款', 'Connection reset, charged'], preset('reset-after')),
  sentinel('034', 'answered-late', ['8 秒后应答', 'Answered after 8 s'], preset('answered-late')),
  sentinel('035', 'arrives-late', ['请求 8 秒后才到', 'The request arrives after 8 s'], preset('arrives-late')),
  sentinel('036', 'answered-twice', ['应答两次', 'Answered twice'], preset('answered-twice')),
  sentinel('037', 'request-twice', ['请求到达两次', 'The request arrives twice'], preset('request-twice')),
  sentinel('038', 'truncated', ['应答被截断', 'The answer is cut short'], preset('truncated')),
  sentinel('039', 'slow', ['应答极慢', 'The answer trickles in'], preset('slow')),
] // prettier-ignore

const lies: readonly Sentinel[] = [
  sentinel('040', 'forged', ['签名伪造', 'Forged signature'], preset('forged')),
  sentinel('041', 'other-key', ['别的密钥签名', 'Signed with another key'], preset('other-key')),
  sentinel('042', 'no-signature', ['没有签名', 'No signature'], preset('no-signature')),
  sentinel('043', 'other-order', ['别的订单的应答', 'Answer about another order'], preset('other-order')),
  sentinel('044', 'other-amount', ['金额不符的应答', 'Answer about another amount'], preset('other-amount')),
  sentinel('045', 'html-after', ['HTML 错误页', 'An HTML page, charged'], preset('html-after')),
  sentinel('046', 'doctype', ['恶意 XML', 'XML that tries to read files'], preset('doctype')),
  sentinel('047', 'huge', ['超大应答', 'An answer that is too large'], preset('huge')),
  sentinel('048', 'refused-although-charged', ['报失败但已扣款', 'Refused although charged: only the bill shows it'], preset('refused-although-charged')),
] // prettier-ignore

const ignored = asked('ignores', 0)

const revokes: readonly Sentinel[] = [
  sentinel('050', 'recall', ['撤销两次要求重试', 'Not paid; revoke says recall=Y twice'], preset('recall', 2, ignored)),
  sentinel('051', 'revoke-refused', ['输密码时三次拒绝撤销', 'Not paid; revoke refused three times while paying'], preset('revoke-refused', 3, ignored)),
  sentinel('052', 'revoke-without-effect', ['撤销成功但无效果', 'Revoke says SUCCESS without effect'], preset('revoke-without-effect', 1, ignored)),
  sentinel('053', 'revoke-lost-before', ['撤销请求丢失', 'The first revoke is lost'], preset('revoke-lost-before', 1, ignored)),
  sentinel('054', 'revoke-lost-after', ['撤销应答丢失', 'The first revoke’s answer is lost'], preset('revoke-lost-after', 1, ignored)),
  sentinel('055', 'paid-before-revoke', ['撤销前一刻支付', 'Paid a moment before the revoke, which gives it back'], preset('paid-before-revoke', 1, ignored)),
  sentinel('056', 'paid-despite-revoke', ['撤销报成功但已支付', 'Paid although the revoke said SUCCESS'], preset('paid-despite-revoke', 1, ignored)),
] // prettier-ignore

const entersAfter6s = asked('pays', 6_000)

const queries: readonly Sentinel[] = [
  sentinel('060', 'query-system-error', ['查询两次系统错误', 'Password; two queries fail with SYSTEMERROR'], preset('query-system-error', 2, entersAfter6s)),
  sentinel('061', 'query-not-found', ['首次查询无此单', 'Password; the first query finds no order'], preset('query-not-found', 1, entersAfter6s)),
  sentinel('062', 'query-lost', ['首次查询超时', 'Password; the first query times out'], preset('query-lost', 1, entersAfter6s)),
  sentinel('063', 'query-forged', ['首次查询签名伪造', 'Password; the first query is forged'], preset('query-forged', 1, entersAfter6s)),
] // prettier-ignore

export const SENTINELS: readonly Sentinel[] = [
  ...payers,
  ...refusals,
  ...unknowns,
  ...lines,
  ...lies,
  ...revokes,
  ...queries,
]

/** The digits of a sentinel; `free` fills the part that has no meaning. */
export const sentinelCode = (number: string, free = ''): string =>
  SENTINEL_PREFIX + number + free.padStart(11, '0')

export const sentinelOf = (code: string): Sentinel | undefined =>
  /^\d{18}$/.test(code) && code.startsWith(SENTINEL_PREFIX)
    ? SENTINELS.find(({ number }) => code.startsWith(SENTINEL_PREFIX + number))
    : undefined

/** A payer of its own for each sentinel, made when it is first needed and set right each time. */
export function sentinelPayer(world: World, { number, en, payer = {} }: Sentinel): Payer {
  const { balance = RICH, ...settings } = payer
  const id = `printed-${number}`
  const known = world.books.payers.get(id)
  if (!known) return createPayer(world, { ...settings, id, name: en.slice(0, 40), balance })
  setBalance(world, known, balance)
  const value = { ...known, ...DEFAULT_PAYER, name: known.name, ...settings }
  return world.books.put({ kind: 'payer', value })
}
