/** One PostgreSQL for the whole test run (fsync off: tests only), with a migrated template that test files clone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { migrate } from '../src/platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
  }
}

export const testRole = { appRole: 'xinghe_app', appPassword: 'test-only' }

export default async function setup({ provide }: { provide: (key: 'ownerUrl', value: string) => void }) {
  const given = process.env.TEST_DATABASE_URL
  const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-test-'))
  const { startPostgres } = given
    ? { startPostgres: undefined }
    : await import('../src/platform/embedded-postgres.ts')
  const postgres = await startPostgres?.({ dataDir, fsync: false })
  const ownerUrl = given ?? (postgres?.ownerUrl as string)
  await migrate({ ownerUrl, ...testRole })
  provide('ownerUrl', ownerUrl)
  return async () => {
    await postgres?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
