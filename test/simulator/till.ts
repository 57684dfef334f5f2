/** A client of its own for the simulator's tests: raw HTTPS, and signatures made without the app's code. */
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { type ControlClient, connectControl } from '../../simulator/control-client.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts'

export type Message = Record<string, string>

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface SendOptions {
  readonly key?: string
  readonly certificate?: boolean
  readonly headers?: Record<string, string>
  readonly method?: string
  /** Gives up after this long: for answers that never come. */
  readonly signal?: AbortSignal
}

/** The V2 signature, written once more from its description: pay.weixin.qq.com/wiki/doc/api/wxpay/en/pay/chapter2_2.shtml */
export function signatureOf(message: Message, key: string, signType = 'MD5'): string {
  const text = Object.keys(message)
    .filter((name) => name !== 'sign' && message[name] !== '')
    .toSorted()
    .map((name) => `${name}=${message[name]}`)
    .join('&')
  const hash = signType === 'MD5' ? createHash('md5') : createHmac('sha256', key)
  return hash.update(`${text}&key=${key}`).digest('hex').toUpperCase()
}

export const toXml = (message: Message): string =>
  `<xml>${Object.entries(message)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</xml>`

/** Good enough for what the simulator writes, and not the reader that the app uses. */
export function fromXml(text: string): Message {
  const message: Message = {}
  for (const [, name = '', cdata, bare] of text.matchAll(
    /<(\w+)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>/g,
  ))
    message[name] = cdata ?? bare ?? ''
  return message
}

let numbers = 0

/** A number that no other test of this run uses. */
export const newNumber = (): string => {
  numbers += 1
  return `T${process.pid}X${numbers}`
}

export interface Till {
  readonly simulator: Simulator
  readonly control: ControlClient
  readonly sendRaw: (
    path: string,
    body: string | Buffer,
    options?: SendOptions,
  ) => Promise<RawAnswer>
  /** Signs, sends, and reads the answer. Does not check it: tests do. */
  readonly send: (path: string, message: Message, options?: SendOptions) => Promise<Message>
  readonly pay: (message: Message, options?: SendOptions) => Promise<Message>
  /** Pays with the code that alice's phone shows. */
  readonly payAs: (payerId: string, message: Message, options?: SendOptions) => Promise<Message>
  readonly query: (outTradeNo: string, options?: SendOptions) => Promise<Message>
  readonly revoke: (outTradeNo: string, options?: SendOptions) => Promise<Message>
  readonly refund: (message: Message, options?: SendOptions) => Promise<Message>
  readonly signedWell: (answer: Message, signType?: 'MD5' | 'HMAC-SHA256') => boolean
  readonly close: () => Promise<void>
}

function createSendRaw({ ready }: Simulator): Till['sendRaw'] {
  const ca = readFileSync(ready.caFile)
  const cert = readFileSync(ready.merchant.certificateFile)
  const key = readFileSync(ready.merchant.certificateKeyFile)
  return (path, body, { certificate = false, headers, method = 'POST', signal } = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, ready.api),
        {
          method,
          ca,
          ...(certificate ? { cert, key } : {}),
          ...(headers ? { headers } : {}),
          ...(signal ? { signal } : {}),
          agent: false,
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', reject)
          incoming.on('aborted', () => reject(new Error('cut short')))
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks),
            }),
          )
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
}

/** Starts a simulator whose time stands still until a test moves it. */
export async function openTill(options: SimulatorOptions = {}): Promise<Till> {
  const bugs: unknown[] = []
  const simulator = await startSimulator({
    seed: 'test',
    clock: { frozen: true },
    onBug: (bug) => bugs.push(bug),
    ...options,
  })
  const { merchant, control: controlUrl } = simulator.ready
  const control = connectControl(controlUrl)
  const sendRaw = createSendRaw(simulator)
  const send: Till['send'] = async (path, message, { key = merchant.apiKey, ...options } = {}) => {
    const full: Message = {
      appid: merchant.appId,
      mch_id: merchant.mchId,
      nonce_str: 'nonce',
      ...message,
    }
    const sign = signatureOf(full, key, full['sign_type'])
    const { body } = await sendRaw(path, toXml({ sign, ...full }), options)
    return fromXml(body.toString('utf8'))
  }
  const pay: Till['pay'] = (message, options) =>
    send(
      '/pay/micropay',
      { body: 'Demo-Tea', spbill_create_ip: '127.0.0.1', total_fee: '888', ...message },
      options,
    )
  const withCertificate = { certificate: true }
  return {
    simulator,
    control,
    sendRaw,
    send,
    pay,
    payAs: async (payerId, message, options) => {
      const { code } = await control.code(payerId)
      return pay({ auth_code: code, ...message }, options)
    },
    query: (outTradeNo, options) => send('/pay/orderquery', { out_trade_no: outTradeNo }, options),
    revoke: (outTradeNo, options) =>
      send('/secapi/pay/reverse', { out_trade_no: outTradeNo }, { ...withCertificate, ...options }),
    refund: (message, options) =>
      send('/secapi/pay/refund', message, { ...withCertificate, ...options }),
    signedWell: (answer, signType) =>
      signatureOf(answer, merchant.apiKey, signType) === answer['sign'],
    close: async () => {
      await simulator.close()
      if (bugs.length > 0) throw new AggregateError(bugs, 'the simulator has bugs')
    },
  }
}
