import { defineConfig } from 'vitest/config'
import { manualPlugin } from './scripts/manual-plugin.ts'

export default defineConfig({
  plugins: [manualPlugin()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    maxWorkers: 2,
    // Databases and processes are started in hooks, on machines that may be busy.
    hookTimeout: 60_000,
    testTimeout: 20_000,
  },
})
