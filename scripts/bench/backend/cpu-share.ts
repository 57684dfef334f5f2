import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Short, so that a held process stops often and briefly instead of rarely and long. */
const PERIOD_US = 10_000

/** Where control groups of the second and of the first kind are, and what limits their processors. */
const KINDS = [
  {
    root: '/sys/fs/cgroup',
    proof: 'cgroup.controllers',
    limits: (quotaUs: number) => [['cpu.max', `${quotaUs} ${PERIOD_US}`]],
  },
  {
    root: '/sys/fs/cgroup/cpu',
    proof: 'cpu.cfs_quota_us',
    limits: (quotaUs: number) => [
      ['cpu.cfs_period_us', String(PERIOD_US)],
      ['cpu.cfs_quota_us', String(quotaUs)],
    ],
  },
] as const

/**
 * Lets a process, and what it starts from now on, have no more than so many cores (0.3: three tenths of one). Linux, as
 * root. Returns what takes the limit's group away again, when the processes have ended.
 */
export function holdTo(pid: number, cores: number): () => void {
  const kind = KINDS.find(({ root, proof }) => existsSync(path.join(root, proof)))
  if (kind === undefined) throw new Error('no control groups to hold PostgreSQL with')
  const group = path.join(kind.root, `quick-pay-bench-${process.pid}`)
  mkdirSync(group)
  for (const [file = '', text = ''] of kind.limits(Math.round(cores * PERIOD_US)))
    writeFileSync(path.join(group, file), text)
  for (const one of [pid, ...childrenOf(pid)])
    writeFileSync(path.join(group, 'cgroup.procs'), String(one))
  return () => rmdirSync(group)
}

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
