import { createReadStream, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { FastifyReply } from 'fastify'
import { exportDay } from '../../adapters/reconciliation/export-day.ts'
import { type Asked, Refused, type ServerParts } from '../asked.ts'
import { readReconciliation } from './postgres-reconciliation.ts'
import { managerOf } from './reconciliation-handlers.ts'
import { openWorkFolder } from './work-folder.ts'

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Writes a day into a file and sends it: whole, its length said before, so that one that was cut off is seen to be. */
export async function sendExport(
  parts: Pick<ServerParts, 'sql'>,
  { asker, params: { day }, query: { operator, format, language } }: Asked<'exportReconciliation'>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  await managerOf(parts, { asker, operator })
  const folder = openWorkFolder()
  const forget = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const file = path.join(folder, 'day')
    const store = readReconciliation(parts.sql, asker.merchantId)
    if (!(await exportDay(store, { day, format, language, file }))) throw new Refused('not-found')
    const name = `wechat-pay-${day}${format === 'journal' ? '-journal' : ''}.${format === 'xlsx' ? 'xlsx' : 'csv'}`
    reply.raw.once('close', forget)
    return await reply
      .type(format === 'xlsx' ? SHEET : 'text/csv; charset=utf-8')
      .header('content-length', statSync(file).size)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(createReadStream(file))
  } catch (error) {
    forget()
    throw error
  }
}
