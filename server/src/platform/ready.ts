/** `/api/ready`: whether this process can do its work now. For whoever restarts it or sends it requests. */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { workerLives } from './jobs.ts'
import { knownMigrations } from './migrate.ts'

async function schemaOf(db: Database): Promise<{ database: boolean; schema: boolean }> {
  try {
    const { rows } = await sql<{ name: string }>`select name from migration`.execute(db)
    const done = new Set(rows.map(({ name }) => name))
    return { database: true, schema: knownMigrations().every((name) => done.has(name)) }
  } catch {
    return { database: false, schema: false }
  }
}

/** 200 when the database answers, its schema is this program's and the worker runs; else 503 with what is missing. */
export function serveReadiness(app: FastifyInstance, db: Database): void {
  app.get('/api/ready', async (_, reply) => {
    const state = { ...(await schemaOf(db)), worker: workerLives() }
    const ready = Object.values(state).every(Boolean)
    return reply
      .status(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, ...state })
  })
}
