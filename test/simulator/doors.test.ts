/** The ways in: TLS, certificates, the control port, and the program itself. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createSecureContext, connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectControl } from '../../simulator/control-client.ts'
import { readySchema, type ReadyLine } from '../../simulator/ready-line.ts'
import { newNumber, openTill, type Till } from './till.ts'

let till: Till

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())

describe('the API’s door', () => {
  const addresses = Object.values(networkInterfaces()).flat()
  const hasIpv6 = addresses.some((one) => one?.address === '::1')

  it.each(['localhost', '127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])])(
    'opens for %s',
    async (host) => {
      const { port } = new URL(till.simulator.ready.api)
      const answer = await till.sendRaw(`https://${host}:${port}/nowhere`, 'x')
      expect(answer.status).toBe(404)
      expect(answer.headers['content-type']).toBe('text/html')
    },
  )

  it('is closed to whoever does not trust the simulator’s authority', async () => {
    const { port } = new URL(till.simulator.ready.api)
    const socket = connect({ host: '127.0.0.1', port: Number(port) })
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toMatch(/SELF_SIGNED|UNABLE_TO/)
  })

  it('takes the p12 file as Node and OpenSSL 3 do, without old algorithms', () => {
    const { p12File, p12Passphrase } = till.simulator.ready.merchant
    const pfx = readFileSync(p12File)
    expect(() => createSecureContext({ pfx, passphrase: p12Passphrase })).not.toThrow()
    expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow()
  })

  it('keeps secrets from other users of the machine', () => {
    const { apiKeyFile, certificateKeyFile, p12File } = till.simulator.ready.merchant
    for (const file of [apiKeyFile, certificateKeyFile, p12File])
      expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('knows the certificate of a client that resumes its session, and only of that one', async () => {
    const { merchant, caFile } = till.simulator.ready
    const { port } = new URL(till.simulator.ready.api)
    const base = {
      host: '127.0.0.1',
      port: Number(port),
      servername: 'localhost',
      ca: readFileSync(caFile),
    }
    const own = {
      cert: readFileSync(merchant.certificateFile),
      key: readFileSync(merchant.certificateKeyFile),
    }
    const sessionOf = async (options: object): Promise<Buffer> => {
      const socket = connect({ ...base, ...options })
      const [session] = (await once(socket, 'session')) as [Buffer]
      socket.destroy()
      return session
    }
    const revokeOn = async (session: Buffer): Promise<{ reused: boolean; bytes: string }> => {
      const socket = connect({ ...base, session })
      await once(socket, 'secureConnect')
      const reused = socket.isSessionReused()
      socket.end(
        'POST /secapi/pay/reverse HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx',
      )
      let bytes = ''
      socket.on('data', (chunk: Buffer) => (bytes += chunk.toString()))
      // Being cut off is one of the two outcomes here.
      socket.on('error', () => undefined)
      await new Promise((resolve) => socket.on('close', resolve))
      return { reused, bytes }
    }
    const known = await revokeOn(await sessionOf(own))
    expect(known.reused).toBe(true)
    expect(known.bytes).toContain('XML格式错误')
    const stranger = await revokeOn(await sessionOf({}))
    expect(stranger).toEqual({ reused: true, bytes: '' })
  })

  it('notes when the first byte of each request came, on a line that is kept open too', async () => {
    const { port } = new URL(till.simulator.ready.api)
    const ca = readFileSync(till.simulator.ready.caFile)
    const socket = connect({ host: '127.0.0.1', port: Number(port), servername: 'localhost', ca })
    await once(socket, 'secureConnect')
    const now = (): number => performance.timeOrigin + performance.now()
    const afterSequence = (await till.control.requests()).at(-1)?.sequence ?? -1
    const marks = [now()]
    for (let n = 0; n < 2; n += 1) {
      socket.write('POST /pay/orderquery HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx')
      await once(socket, 'data')
      marks.push(now())
    }
    socket.destroy()
    const [first, second] = await till.control.requests({ afterSequence })
    const seen = [marks[0], first?.firstByteAtMs, marks[1], second?.firstByteAtMs, marks[2]]
    expect(seen).toEqual(seen.toSorted((a = 0, b = 0) => a - b))
    expect(new Set(seen).size).toBe(5)
  })
})

describe('the control port', () => {
  const ask = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        new URL('/ready', till.simulator.ready.control),
        { headers },
        (incoming) => {
          incoming.resume()
          resolve(incoming.statusCode ?? 0)
        },
      )
      outgoing.on('error', reject)
      outgoing.end()
    })

  it('serves no other web page, and nobody under another name', async () => {
    expect(await ask({})).toBe(200)
    expect(await ask({ host: 'evil.example' })).toBe(403)
    expect(await ask({ origin: 'https://evil.example' })).toBe(403)
  })

  it('says what was wrong with a call', async () => {
    const { control } = till
    await expect(control.payer('nobody')).rejects.toThrow('404 no-such-payer')
    await expect(control.order('NONE')).rejects.toThrow('404 no-such-order')
    await expect(control.changePayer('alice', { password: '1' })).rejects.toThrow(
      '400 bad-request: password',
    )
    await expect(control.changeSettings({ codeLifeMs: -1 })).rejects.toThrow(
      '400 bad-request: codeLifeMs',
    )
    await expect(control.removeFault('none')).rejects.toThrow('404 no-such-fault')
  })

  it('waits until something happens, or says that it did not', async () => {
    const number = newNumber()
    const waiting = till.control.waitForOrder({ outTradeNo: number, state: ['SUCCESS', 'REVOKED'] })
    await till.payAs('alice', { out_trade_no: number })
    expect((await waiting).state).toBe('SUCCESS')
    await expect(till.control.waitForOrder({ totalFee: 424_242 }, 1)).rejects.toThrow(
      '408 not-in-time',
    )
  })

  it('tells of the refunds that settled', async () => {
    const number = newNumber()
    await till.payAs('alice', { out_trade_no: number })
    await till.refund({
      out_trade_no: number,
      out_refund_no: number,
      total_fee: '888',
      refund_fee: '8',
    })
    const waiting = till.control.waitForRefund(number, 'SUCCESS')
    await till.control.advance(5_000)
    expect((await waiting).settledAtMs).not.toBeNull()
  })

  it('draws the code that the phone shows', async () => {
    for (const kind of ['barcode', 'qr']) {
      const answer = await fetch(
        `${till.simulator.ready.control}/payers/alice/code.svg?kind=${kind}`,
      )
      expect(answer.headers.get('content-type')).toBe('image/svg+xml')
      expect(await answer.text()).toMatch(/^<svg/)
    }
  })

  it('serves the phone page and nothing outside of it', async () => {
    const { control, phone } = till.simulator.ready
    const page = await fetch(phone)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('<!doctype html>')
    for (const name of ['..%2f..%2fpackage.json', '../main.ts', 'none.js', '.env'])
      expect((await fetch(`${control}/phone/${name}`)).status).toBe(404)
  })
})

describe('the program', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'simulator-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  interface Running {
    readonly ready: ReadyLine
    readonly end: () => Promise<number>
  }

  async function run(...options: string[]): Promise<Running> {
    const child = spawn(process.execPath, ['simulator/main.ts', '--data', folder, ...options], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: child.stdout })
    const [line] = (await once(lines, 'line')) as [string]
    return {
      ready: readySchema.parse(JSON.parse(line)),
      end: async () => {
        const ended = once(child, 'exit')
        child.stdin.end()
        const [code] = (await ended) as [number]
        return code
      },
    }
  }

  it('prints its ready line, keeps certificates and books over a restart, and ends when told to', async () => {
    const first = await run(
      '--until-stdin-ends',
      '--clock',
      'frozen',
      '--seed',
      'abc',
      '--set',
      'codeLifeMs=5000',
    )
    const control = connectControl(first.ready.control)
    expect(first.ready.seed).toBe('abc')
    const payer = await control.createPayer({ id: 'bob', balance: 4_200, mood: 'asks-password' })
    const { issuedAtMs, expiresAtMs, code } = await control.code('bob')
    expect(expiresAtMs - issuedAtMs).toBe(5_000)
    await control.advance(86_400_000)
    const { nowMs } = await control.clock()
    expect(await first.end()).toBe(0)

    const second = await run('--until-stdin-ends', '--clock', 'frozen', '--seed', 'abc')
    const again = connectControl(second.ready.control)
    expect(readFileSync(second.ready.caFile)).toEqual(readFileSync(first.ready.caFile))
    expect(await again.payer('bob')).toEqual(payer)
    expect((await again.clock()).nowMs).toBeGreaterThanOrEqual(nowMs)
    expect((await again.code('bob')).code).not.toBe(code)
    expect(await second.end()).toBe(0)
    expect(readFileSync(path.join(folder, 'books.jsonl'), 'utf8')).not.toContain(code)
  })
})
