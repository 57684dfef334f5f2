/** Puts an answer on the line, well or badly. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { assertNever } from '../../app/result.ts'
import type { Clock } from '../../app/ports.ts'
import type { ApiAnswer } from './serve.ts'

const SLICES_PER_SECOND = 10

export interface Line {
  readonly response: ServerResponse
  /** The TCP connection under TLS: only it can be reset. */
  readonly tcp: Socket | undefined
  readonly clock: Clock
}

const headersOf = ({ contentType, body, headers }: ApiAnswer): Record<string, string | number> => ({
  ...headers,
  'content-type': contentType,
  'content-length': body.length,
})

export function deliver(answer: ApiAnswer, line: Line): void {
  const { response } = line
  const { delivery, status, body } = answer
  switch (delivery.kind) {
    case 'normal':
      response.writeHead(status, headersOf(answer)).end(body)
      break
    case 'hang':
      break
    case 'reset':
      reset(line)
      break
    case 'close':
      response.socket?.end()
      break
    case 'truncated':
      response.writeHead(status, headersOf(answer))
      response.write(body.subarray(0, Math.floor(body.length * delivery.keep)), () =>
        response.destroy(),
      )
      break
    case 'slow':
      response.writeHead(status, headersOf(answer))
      trickle(line, body, Math.max(1, Math.floor(delivery.bytesPerSecond / SLICES_PER_SECOND)))
      break
    case 'twice':
      twice(line, answer)
      break
    default:
      assertNever(delivery)
  }
}

function reset({ response, tcp }: Line): void {
  tcp?.resetAndDestroy()
  response.destroy()
}

function trickle({ response, clock }: Line, body: Uint8Array, slice: number): void {
  let sent = 0
  const next = (): void => {
    if (response.destroyed) return
    response.write(body.subarray(sent, sent + slice))
    sent += slice
    if (sent >= body.length) response.end()
    else clock.after(1000 / SLICES_PER_SECOND, next)
  }
  next()
}

/** The second answer comes unasked, right behind the first on the same connection. */
function twice({ response }: Line, answer: ApiAnswer): void {
  const { socket } = response
  const head = Object.entries(headersOf(answer)).map(([name, value]) => `${name}: ${value}\r\n`)
  const copy = Buffer.concat([
    Buffer.from(`HTTP/1.1 ${answer.status} OK\r\n${head.join('')}\r\n`),
    answer.body,
  ])
  response.writeHead(answer.status, headersOf(answer)).end(answer.body, () => {
    if (socket && !socket.destroyed) socket.write(copy)
  })
}
