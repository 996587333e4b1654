import { defineConfig } from 'vitest/config'

const node = { pool: 'forks' as const, testTimeout: 240_000, hookTimeout: 300_000 }
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...node,
          name: 'tests',
          globalSetup: ['server/test/global-setup.ts'],
          include: [
            'contract/**/*.test.ts',
            'server/**/*.test.ts',
            '!server/test/faults/**',
            'demo/**/*.test.ts',
            'web/**/*.test.ts',
            'web/**/*.test.tsx',
          ],
        },
      },
      {
        // Starts its own database with the product's settings, and kills it.
        test: {
          ...node,
          name: 'faults',
          include: ['server/test/faults/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          globalSetup: ['e2e/global-setup.ts'],
          include: ['e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
