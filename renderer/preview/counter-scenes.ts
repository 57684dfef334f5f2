import type { Lights } from '../../app/contract/contract.ts'
import { displayLight } from '../../app/display-light.ts'
import { printerLight } from '../../app/printer-light.ts'
import { scannerLight } from '../../app/scanner-light.ts'
import { wechatLight } from '../../app/service-light.ts'
import { goodLights, recentSales, sale } from './sample-views.ts'
import {
  type Scene,
  READY,
  code,
  digits,
  everythingWrong,
  noticed,
  paid,
  password,
  refused,
  scene,
  unknown,
  waiting,
  withSale,
} from './scene.ts'

const badLight = (lights: Partial<Lights>) =>
  scene({ snapshot: { lights: { ...goodLights, ...lights } } })

/** The counter: amounts, payments, scans in vain, and what is wrong with a till. */
export const COUNTER_SCENES: { readonly [name: string]: Scene } = {
  idle: scene({}),
  'idle-first-day': scene({ till: { recent: [] }, snapshot: { training: true } }),
  'entry-decimal': scene({ keys: digits('128.5') }),
  'entry-cents': scene({ snapshot: { amountEntry: 'cents-first' }, keys: digits('1280') }),
  'entry-too-large': scene({ keys: digits('123456.78') }),
  'entry-yen': scene({ snapshot: { currency: 'JPY' }, keys: [...digits('1200'), 'Period'] }),
  'note-refused': scene({
    message: { kind: 'note-refused' },
    note: '134567890123456789',
  }),
  'ask-twice': scene({ keys: [...digits('1280'), 'Enter'] }),
  ready: withSale(READY),
  'ready-note': withSale(READY, { note: 'Table 14, order A-1042', amountMinor: 1_280 }),
  charging: withSale({ kind: 'charging' }),
  password: withSale(password),
  unknown: withSale(unknown),
  stopping: withSale({ kind: 'stopping', cause: 'gave-up' }),
  returning: withSale({ kind: 'returning' }),
  paid: withSale(paid),
  'paid-coupon': withSale({ ...paid, cash: { minor: 11_800, currency: 'CNY' } }),
  'paid-long': withSale(paid, { amountMinor: 999_999_999, currency: 'HKD' }),
  'not-charged-balance': refused(code('NOTENOUGH', '余额不足')),
  'not-charged-expired': refused(code('AUTHCODEEXPIRE', '101 付款码已过期，请用户刷新')),
  'not-charged-trade': refused(
    code('TRADE_ERROR', '交易错误：该银行卡不支持当前支付，请换卡支付或绑新卡支付'),
  ),
  'not-charged-set-up': refused(code('SIGNERROR', '签名错误')),
  'not-charged-network': refused({ kind: 'not-sent', cause: 'unreachable', detail: '' }),
  stopped: withSale({ kind: 'stopped', cause: 'stop-pressed', proof: 'closed-at-wechat' }),
  'stopped-no-answer': withSale({ kind: 'stopped', cause: 'gave-up', proof: 'never-arrived' }),
  'stopped-returned': withSale({ kind: 'stopped', cause: 'gave-up', proof: 'returned' }),
  attention: withSale({ kind: 'needs-attention', problem: 'revoke-not-confirmed' }),
  'attention-refund': withSale({ kind: 'needs-attention', problem: 'refund-needed' }),
  abandoned: withSale({ kind: 'abandoned' }),
  'notice-alipay': noticed({ kind: 'other-wallet', wallet: 'alipay' }, sale(READY)),
  'notice-goods': noticed({ kind: 'goods-barcode' }, null),
  'notice-collect': noticed({ kind: 'collect-code' }, sale(READY)),
  'notice-half': noticed({ kind: 'incomplete-code' }, sale(READY)),
  'notice-unreadable': noticed({ kind: 'unreadable-code' }, sale(READY)),
  'notice-same': noticed({ kind: 'same-code' }, sale(READY)),
  'notice-receipt': noticed({ kind: 'receipt' }, sale(READY)),
  'notice-no-amount': noticed({ kind: 'no-amount' }, null),
  'notice-open': noticed({ kind: 'payment-open' }, sale(password)),
  'notice-already-paid': noticed({ kind: 'already-paid' }, sale(paid)),
  'fault-idle': scene({ message: { kind: 'fault', fault: { kind: 'not-set-up' } } }),
  'fault-band': scene({
    till: { current: sale(password) },
    message: { kind: 'fault', fault: { kind: 'main-crashed' } },
  }),
  'tight-password': scene({
    snapshot: { training: true, lights: everythingWrong },
    till: { current: sale(password) },
    message: { kind: 'fault', fault: { kind: 'main-crashed' } },
  }),
  'tight-entry': scene({ snapshot: { training: true, lights: everythingWrong } }),
  'tight-refused': scene({
    snapshot: { training: true, lights: everythingWrong },
    till: {
      current: sale({
        kind: 'not-charged',
        refusal: code('TRADE_ERROR', '交易错误：该银行卡不支持当前支付，请换卡支付或绑新卡支付'),
      }),
    },
    message: { kind: 'fault', fault: { kind: 'main-crashed' } },
  }),
  'keyboard-scan': scene({ message: { kind: 'keyboard-scan' } }),
  waiting: scene({ till: { background: waiting } }),
  'waiting-strip': scene({ till: { background: waiting, current: sale(password) } }),
  training: scene({
    snapshot: {
      training: true,
      lights: { ...goodLights, scanner: scannerLight('emulated'), wechat: wechatLight('idle') },
    },
    till: { current: sale(READY) },
  }),
  'scanner-unplugged': badLight({ scanner: scannerLight('no-such-port') }),
  'all-wrong': badLight(everythingWrong),
  'display-unplugged': badLight({ display: displayLight('display-unplugged') }),
  'paper-out': badLight({ printer: printerLight('paper-out', 3) }),
  'journal-broken': scene({ till: { journalBroken: true } }),
  'cannot-sell': scene({
    snapshot: {
      fault: { kind: 'credentials-missing', at: 'wechat.apiKeyFile', reason: 'missing' },
    },
  }),
  'cannot-sell-file': scene({
    snapshot: {
      training: true,
      configFile: '/etc/quick-pay-cashier/till-3.json',
      fault: {
        kind: 'credentials-missing',
        at: 'certificateFile',
        reason:
          "ENOENT: no such file or directory, open '/etc/quick-pay-cashier/apiclient_cert.pem'",
      },
    },
  }),
  restored: withSale(paid, { restored: true }),
  'restored-password': scene({
    till: { current: sale(password, { restored: true }) },
    snapshot: { training: true },
  }),
  'restored-unknown': scene({
    till: { current: sale(unknown, { restored: true }) },
    snapshot: { training: true },
  }),
  'restored-stopped': scene({
    till: {
      current: sale({ kind: 'stopped', cause: 'gave-up', proof: 'returned' }, { restored: true }),
    },
    snapshot: { training: true },
  }),
  'restored-refund': scene({
    till: {
      current: sale({ kind: 'needs-attention', problem: 'refund-needed' }, { restored: true }),
    },
    snapshot: { training: true },
  }),
  'many-sales': scene({
    till: {
      recent: [...recentSales, ...recentSales.map((one) => ({ ...one, saleId: `${one.saleId}b` }))],
    },
  }),
}
