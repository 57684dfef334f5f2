/** Payment code to open id, and the key of WeChat's own sandboxes. */
import { createHash } from 'node:crypto'
import type { Fields } from '../../app/wechat/xml.ts'
import { type Outcome, success } from '../errors.ts'
import type { Merchant, World } from '../world.ts'
import { checkOpenId } from './check.ts'
import { holderOf } from './codes.ts'

/** `/tools/authcodetoopenid`. The code is not used up by it. */
export function openId(world: World, fields: Fields): Outcome {
  const wrong = checkOpenId(fields)
  if (wrong) return wrong
  const holder = holderOf(world, fields.get('auth_code') ?? '')
  return holder.ok ? success([['openid', holder.value.payer.openId]]) : holder.error
}

/** Key of the sandboxes: another one than the merchant's, but always the same. */
export const sandboxKeyOf = ({ apiKey }: Merchant): string =>
  createHash('md5').update(`sandbox ${apiKey}`).digest('hex')
