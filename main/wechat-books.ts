import type { WechatGateway } from '../app/wechat/gateway.ts'

/** What reconciliation needs of WeChat Pay: its bills, and its word about single orders. */
export interface WechatBooks {
  readonly mchId: string
  readonly subMchId: string
  /** What this till's submits name it (`device_info`); empty: nothing. */
  readonly device: string
  readonly gateway: Pick<WechatGateway, 'downloadBill' | 'query' | 'queryRefund'>
}
