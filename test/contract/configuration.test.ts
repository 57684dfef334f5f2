import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { configurationJsonSchema } from '../../scripts/configuration-schema.ts'

const problemAt = (configuration: unknown): string | undefined => {
  const parsed = configurationSchema.safeParse(configuration)
  return parsed.success ? undefined : parsed.error.issues[0]?.path.join('.')
}

describe('a configuration', () => {
  it('is documented by the committed schema (npm run schema writes it)', async () => {
    expect(readFileSync('docs/configuration.schema.json', 'utf8')).toBe(
      await configurationJsonSchema(),
    )
  })

  it.each([
    [{ timing: { giveUpAfterMs: 4_000 } }, 'timing.giveUpAfterMs'],
    [{ timing: { noRevokeBeforeMs: 40_000 } }, 'timing.noRevokeBeforeMs'],
    [{ timing: { absentAfterMs: 20_000 } }, 'timing.absentAfterMs'],
    [{ timing: { submitTimeoutMs: 14_000 } }, 'timing.submitTimeoutMs'],
    [{ timing: { noRevokeBeforeMs: 10_000 } }, 'timing.submitTimeoutMs'],
  ])('whose times break a rule (%o) is refused', (configuration, at) => {
    expect(problemAt(configuration)).toBe(at)
  })

  const wechat = (hosts: readonly string[]) => ({ appId: 'wx1', mchId: '1900000109', hosts })
  const real = ['https://api.mch.weixin.qq.com']

  it.each([
    [{ wechat: wechat(real), timing: { absentAfterMs: 40_000 } }, 'timing.absentAfterMs'],
    [
      { wechat: wechat(real), timing: { noRevokeBeforeMs: 14_000, submitTimeoutMs: 5_000 } },
      'timing.noRevokeBeforeMs',
    ],
    [{ wechat: wechat([...real, ...real, ...real]) }, 'timing.submitTimeoutMs'],
    [{ wechat: wechat(['http://localhost:1']) }, 'wechat.hosts.0'],
    [{ wechat: wechat(['localhost:33345']) }, 'wechat.hosts.0'],
    [{ timing: { revocableForMs: 50_000 } }, 'timing.revocableForMs'],
  ])('that would weaken a rule of WeChat’s (%o) is refused', (parts, at) => {
    expect(problemAt({ mode: 'physical-store', ...parts })).toBe(at)
  })

  it('takes two of WeChat’s hosts with the default times', () => {
    expect(
      problemAt({ mode: 'physical-store', wechat: { appId: 'wx1', mchId: '1' } }),
    ).toBeUndefined()
  })

  it('takes the times of WeChat’s mainland page', () => {
    expect(problemAt({ timing: { queryEveryMs: 10_000, giveUpAfterMs: 45_000 } })).toBeUndefined()
  })
})
