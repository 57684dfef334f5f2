/**
 * The least that accepting could cost a program in Node: HTTP, the same signature checked with the same key, the body parsed, an answer
 * of the same length. No database, no rules, nothing kept.
 */
import { createHash, type KeyObject, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { SIGNING_HEADERS, textToSign } from '../../../app/contract/rest-signing.ts'
import { publicKeyOf } from '../../../backend/device-keys.ts'

/** Beside the event loop, as a node does. */
const verifies = (text: Buffer, key: KeyObject, signature: Buffer): Promise<boolean> =>
  new Promise((resolve, reject) => {
    verify(null, text, key, signature, (error, right) => {
      if (error === null) resolve(right)
      else reject(error)
    })
  })

// Device ids with their raw keys, from the bench itself.
const known = JSON.parse(process.argv[2] ?? '{}') as Readonly<Record<string, string>>
const keys = new Map(Object.entries(known).map(([device, x]) => [device, publicKeyOf(x)]))

/** As long as a payment's document. */
const ANSWER = {
  id: '',
  version: 1,
  status: 'submitting',
  final: false,
  amountMinor: 0,
  currency: 'CNY',
  filler: '-'.repeat(300),
}

async function answer(headers: IncomingHttpHeaders, path: string, body: string): Promise<string> {
  const header = (name: keyof typeof SIGNING_HEADERS): string =>
    String(headers[SIGNING_HEADERS[name]])
  const key = keys.get(header('device'))
  if (key === undefined) throw new Error('an unknown device')
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const [nonce, timeMs] = [header('nonce'), Number(header('time'))]
  const text = Buffer.from(textToSign({ method: 'POST', path, timeMs, nonce, bodyHash }))
  const signature = Buffer.from(header('signature'), 'base64url')
  if (!(await verifies(text, key, signature))) throw new Error('a wrong signature')
  const { id, amountMinor } = JSON.parse(body) as { id: string; amountMinor: number }
  return JSON.stringify({ ...ANSWER, id, amountMinor })
}

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    answer(request.headers, request.url ?? '', body).then(
      (text) => {
        response.setHeader('content-type', 'application/json; charset=utf-8')
        response.setHeader('content-length', Buffer.byteLength(text))
        response.end(text)
      },
      () => response.writeHead(500).end(),
    )
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
})
