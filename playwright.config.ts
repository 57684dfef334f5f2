import { defineConfig } from '@playwright/test'
import type { AccessMode } from './test/e2e/shop.ts'

/** What every till must do, whichever way its payments take. */
const BOTH_WAYS = /\/(payments|crashes|scans|receipts|refunds|keyboard-day)\.test\.ts$/
/** What only a till with a backend can do. */
const BACKEND_ALONE = /\/backend[-a-z]*\.test\.ts$/

export default defineConfig<object, { access: AccessMode }>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  globalSetup: './test/e2e/global-setup.ts',
  // A payment that nobody finishes takes 30 s; starting and comparing take the rest.
  timeout: 90_000,
  // For waits that run out on a busy machine alone: a wrong answer fails the run at once (test/e2e/second-try.ts).
  retries: 1,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['./test/e2e/second-try.ts']],
  projects: [
    { name: 'physical-store', testIgnore: BACKEND_ALONE, use: { access: 'physical-store' } },
    {
      name: 'merchant-backend',
      testMatch: [BOTH_WAYS, BACKEND_ALONE],
      use: { access: 'merchant-backend' },
    },
  ],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
})
