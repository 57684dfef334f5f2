/** A line to WeChat on which every call is the same one. */
export const everyCall = <C>(call: C) => ({
  submit: call,
  query: call,
  revoke: call,
  refund: call,
  queryRefund: call,
  downloadBill: call,
  prepareConnection: call,
})
