import type { BillRefund } from './bill-row.ts'

/** The money is still the merchant's. */
export const failedAtWechat = ({ status }: Pick<BillRefund, 'status'>): boolean =>
  status === 'FAIL' || status === 'REFUNDCLOSE'

/** It cannot arrive, because the payer's card is dead: a person has to act in WeChat's merchant platform. */
export const bouncedAtWechat = ({ status }: Pick<BillRefund, 'status'>): boolean =>
  status === 'CHANGE'
