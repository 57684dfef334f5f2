import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Link, openLink } from '../../chaos/link.ts'
import { ALL_FAULTS, drawFault, LINE_FAULTS, type LineFaultKind } from '../../chaos/line-fault.ts'
import { createRandom } from '../../chaos/random.ts'

let server: Server
let link: Link
let accepted: Socket[]

beforeEach(async () => {
  accepted = []
  // Says everything back.
  server = createServer((socket) => {
    accepted.push(socket)
    socket.on('error', () => undefined)
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  link = await openLink('link', createRandom('link'))
  link.lead(address.port)
})
afterEach(() => {
  link.close()
  for (const socket of accepted) socket.destroy()
  server.close()
})

async function open(): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: link.port })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const always = (kind: LineFaultKind): void => link.setMood({ rate: 1, kinds: [kind], bytesMax: 1 })

/** However it ends. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => void socket.on('close', () => resolve()))

async function said(socket: Socket, text: string): Promise<string> {
  let got = ''
  socket.on('data', (piece: Buffer) => (got += piece.toString()))
  socket.write(text)
  while (got.length < text.length) await once(socket, 'data')
  return got
}

it('passes everything when nothing is to happen, both ways and with its end', async () => {
  const socket = await open()
  const text = 'x'.repeat(300_000)
  expect(await said(socket, text)).toBe(text)
  socket.end()
  await once(socket, 'end')
})

it.each(['delay', 'throttle', 'stall'] as const)('%s loses nothing', async (kind) => {
  always(kind)
  expect(await said(await open(), 'all of it')).toBe('all of it')
  expect(link.happened().get(kind)).toBe(1)
})

it.each(['cut', 'reset'] as const)('%s ends the line', async (kind) => {
  always(kind)
  const socket = await open()
  socket.write('never answered')
  await closed(socket)
  expect(socket.bytesRead).toBe(0)
})

it('a black hole swallows everything, and the line stays open', async () => {
  always('black-hole')
  const swallowed = await open()
  swallowed.write('never answered')
  link.setMood({ rate: 0, kinds: ['cut'], bytesMax: 1 })
  // By the time that this came back, that would have too.
  await said(await open(), 'answered')
  expect(swallowed.bytesRead).toBe(0)
  expect(swallowed.destroyed).toBe(false)
})

it('nobody answers where nobody is', async () => {
  link.lead(null)
  const socket = connect({ host: '127.0.0.1', port: link.port })
  const [error] = (await once(socket, 'error')) as [Error & { code: string }]
  expect(error.code).toBe('ECONNRESET')
})

it('an outage holds what is sent, and lets it go afterwards', async () => {
  const socket = await open()
  await said(socket, 'before')
  link.strike('hold', 50)
  expect(await said(socket, 'during')).toBe('during')
})

it('an outage can end all lines', async () => {
  const socket = await open()
  await said(socket, 'before')
  const end = closed(socket)
  link.strike('sever', 0)
  await end
  expect(link.happened().get('sever')).toBe(1)
})

it('a seed repeats its faults', () => {
  const mood = { rate: 0.5, kinds: ALL_FAULTS, bytesMax: 1_000 }
  const draw = (seed: string) => {
    const random = createRandom(seed)
    return Array.from({ length: 20 }, () => drawFault(random, mood))
  }
  expect(draw('one')).toEqual(draw('one'))
  expect(draw('one')).not.toEqual(draw('two'))
  const kinds = new Set(
    Array.from({ length: 20 }, (_, n) => draw(String(n)))
      .flat()
      .map((fault) => fault?.kind),
  )
  expect(kinds).toEqual(new Set([undefined, ...LINE_FAULTS]))
})
