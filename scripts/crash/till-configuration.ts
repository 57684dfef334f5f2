import { writeFileSync } from 'node:fs'
import type { ReadyLine } from '../../simulator/ready-line.ts'

/** Waits in the proportions of the defaults, all of them much shorter. */
export const SHORT_TIMES = {
  queryEveryMs: 150,
  giveUpAfterMs: 1_500,
  noRevokeBeforeMs: 1_000,
  absentAfterMs: 2_600,
  backgroundPauseMaxMs: 300,
  connectTimeoutMs: 400,
  submitTimeoutMs: 600,
  queryTimeoutMs: 600,
  revokeTimeoutMs: 600,
} as const

/** Lives of codes and unpaid orders that fit to these times, for the simulator's command line. */
export const SHORT_LIVES: readonly string[] = ['codeLifeMs=2400', 'autoRevokeMs=2200'].flatMap(
  (setting) => ['--set', setting],
)

const shopAnd = (access: object): string =>
  JSON.stringify({ ...access, shop: { name: 'Corner Tea', till: '3' }, timing: SHORT_TIMES })

/** Writes the configuration of a till that reaches WeChat through a backend. */
export function writeBackendTillConfiguration(
  file: string,
  backend: { readonly url: string; readonly enrolmentCode: string },
): void {
  writeFileSync(file, shopAnd({ mode: 'merchant-backend', backend }))
}

/** Writes the configuration of a till that speaks to the simulator itself. */
export function writeTillConfiguration(
  file: string,
  { merchant, caFile, api }: ReadyLine,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const wechat = {
    appId: merchant.appId,
    mchId: merchant.mchId,
    apiKeyFile: merchant.apiKeyFile,
    certificateFile: merchant.certificateFile,
    certificateKeyFile: merchant.certificateKeyFile,
    caFile,
    hosts: [api],
  }
  writeFileSync(file, shopAnd({ mode: 'physical-store', wechat, ...more }))
}
