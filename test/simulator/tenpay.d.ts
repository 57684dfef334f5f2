/** What the tests use of the package tenpay, which comes without types. */
declare module 'tenpay' {
  type Answer = Record<string, string>
  type Message = Record<string, string | number>

  class Payment {
    constructor(configuration: Record<string, unknown>)
    urls: Record<string, string>
    micropay(message: Message): Promise<Answer>
    orderQuery(message: Message): Promise<Answer>
    reverse(message: Message): Promise<Answer>
    refund(message: Message): Promise<Answer>
    refundQuery(message: Message): Promise<Answer>
    downloadBill(
      message: Message,
      format: true,
    ): Promise<{ list_title: string[]; list_data: string[][]; total_data: string[] }>
  }

  export = Payment
}
