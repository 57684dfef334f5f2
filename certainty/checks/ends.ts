/** The screens that say how a payment ended, and the record that each follows from. */
export const PAYMENT_ENDS: ReadonlyMap<string, string> = new Map([
  ['paid', 'paid'],
  ['not-charged', 'not-charged'],
  ['stopped', 'revoked'],
])

/** The same of refunds, whose words are those of the records. */
export const REFUND_ENDS: readonly string[] = ['accepted', 'refunded', 'refused']
