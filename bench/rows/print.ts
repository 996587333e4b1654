import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PrintAsked } from '@xinghe/contract/prints'
import pg from 'pg'
import { ErrandCancelled, type ErrandContext } from '../../server/src/errands/index.ts'
import { actorOf } from '../../server/src/identity/index.ts'
import { scopeOf } from '../../server/src/platform/actor.ts'
import { appConnection } from '../../server/src/platform/app-connection.ts'
import { connect } from '../../server/src/platform/database.ts'
import { startPostgres } from '../../server/src/platform/embedded-postgres.ts'
import { followKeys } from '../../server/src/platform/key-file.ts'
import { useKeys } from '../../server/src/platform/sealed.ts'
import { readTx } from '../../server/src/platform/tx.ts'
import {
  type BookData,
  dismissPrinters,
  onPrinter,
  sheetsData,
  unpackKai,
} from '../../server/src/print/index.ts'
import { errandKinds } from '../../server/src/prints/index.ts'
import { piecesOf, things } from '../../server/src/prints/things.ts'
import { demoFolder, startPlace } from '../a-place.ts'
import { atLeast, atMost, type Bench, type Finding, median, takeTurns } from '../measure.ts'
import { installPeers } from '../peers.ts'

export default {
  about:
    'Point books and plaques of the demo county as one file through `prints` (loaded, set by two printers, joined, bookmarked), pages a second; beside the same printers setting the same data without loading and joining (typst alone), and two processes in which pdfkit draws the same words plainly. All 1,927 books with --books 1000000, those of one township from 100,000, of one village below.',
  async run({ rounds, books, log }) {
    installPeers()
    if (!existsSync(demoFolder)) {
      log('making the demo county')
      await (await startPlace()).stop()
    }
    const postgres = await startPostgres({ dataDir: demoFolder })
    useKeys(followKeys(demoFolder))
    await unpackKai(join(demoFolder, 'font-cache'))
    const owner = new pg.Pool({ connectionString: postgres.ownerUrl, max: 1 })
    const { db, pool } = connect(appConnection(postgres.ownerUrl, demoFolder).appUrl)
    const folder = mkdtempSync(join(tmpdir(), 'xinghe-bench-print-'))
    try {
      const { rows } = await owner.query<{ person_id: string; region_id: number }>(
        `select h.person_id, h.region_id from xinghe.post_holding h where h.post = 'ORG_DEPARTMENT' and h.region_id = 1 limit 1`,
      )
      const holder = rows[0]
      if (!holder) throw new Error('the demo county has no department')
      const by = await actorOf(db, holder.region_id, holder.person_id, 'ORG_DEPARTMENT', new Date())
      const { unit, year } = await readTx(db, scopeOf(by), async (tx) => {
        const units = await tx
          .selectFrom('unit')
          .select(['id', 'path', 'kind'])
          .where('region_id', '=', by.regionId)
          .orderBy('path')
          .execute()
        const { year } = await tx
          .selectFrom('plaque')
          .select((read) => read.fn.max('year').as('year'))
          .where('region_id', '=', by.regionId)
          .executeTakeFirstOrThrow()
        return {
          year: Number(year),
          unit: units.find((one) =>
            books >= 1_000_000
              ? one.path === by.path
              : one.kind === (books >= 100_000 ? 'TOWNSHIP' : 'VILLAGE'),
          ),
        }
      })
      if (!unit) throw new Error('the demo county has no such unit')

      const measured = async (what: 'BOOKS' | 'PLAQUES', place: { id: string; path: string }) => {
        const asked = {
          what,
          unitId: place.id,
          year,
          subject: what === 'BOOKS' ? 'MEMBER' : 'ORG',
          fill: 'FILLED',
        } as PrintAsked
        const thing = things[what]
        const pieces = await readTx(db, scopeOf(by), async (tx) => {
          const found = await piecesOf(tx, by, asked, place.path)
          return Promise.all(found.map((piece) => thing.load(tx, by, piece.ids, asked)))
        })
        const docs = pieces.flat()
        let pages = 0
        let drawn = 0
        const timed = async (work: () => Promise<number>) => {
          const begun = performance.now()
          const count = await work()
          return count / ((performance.now() - begun) / 1000)
        }
        const halves = [0, 1].map((half) => docs.filter((_, at) => at % 2 === half).map(({ data }) => data))
        const rates = await takeTurns(rounds, {
          ours: () =>
            timed(async () => {
              let told = ''
              const context = {
                db,
                by,
                id: `bench-${what}`,
                input: asked,
                progress: async () => {},
                keepFile: async (_name: string, _mime: string, bytes: AsyncIterable<Uint8Array>) => {
                  for await (const piece of bytes) told = String(piece.length)
                },
              } as unknown as ErrandContext<never>
              const said = await errandKinds['prints.make']?.(context)
              if (!told) throw new ErrandCancelled('no file')
              return (pages = Number(/(\d+)页/.exec(said ?? '')?.[1]))
            }),
          typst: () =>
            timed(async () => {
              const made = await Promise.all(
                pieces.map((piece, at) =>
                  onPrinter({
                    kind: 'set',
                    template: thing.sheet,
                    data: sheetsData(
                      thing.sheet,
                      'bench',
                      piece.map(({ data }) => data),
                    ),
                    createdAt: by.now.getTime(),
                    file: join(folder, `${at}.pdf`),
                  }),
                ),
              )
              return made.reduce((sum, one) => sum + one.pages, 0)
            }),
          pdfkit: () =>
            what === 'PLAQUES'
              ? Promise.resolve(Number.NaN)
              : timed(async () => {
                  const both = await Promise.all(
                    halves.map((half, at) => drawnBy(half as BookData[], join(folder, `kit-${at}.pdf`))),
                  )
                  return (drawn = both.reduce((sum, one) => sum + one, 0))
                }),
        })
        log(`${docs.length} sheets, ${pages} pages; pdfkit ${drawn} pages`)
        return { rates, count: docs.length }
      }
      const found: Finding[] = []
      for (const [what, words, place] of [
        ['BOOKS', 'point books', unit],
        ['PLAQUES', 'plaques', { id: by.unitId, path: by.path }],
      ] as const) {
        const { rates, count } = await measured(what, place)
        found.push({
          what: `${count} ${words}`,
          unit: 'pages/s',
          ours: rates.ours,
          beside: { name: 'typst alone', values: rates.typst },
          goal: atMost(1.3, median(rates.typst) / median(rates.ours), '≤ 1.3 × its time'),
        })
        if (what === 'BOOKS')
          found.push({
            what: `${count} ${words}`,
            unit: 'pages/s',
            ours: rates.ours,
            beside: { name: 'pdfkit, the same words', values: rates.pdfkit },
            goal: atLeast(3, median(rates.ours) / median(rates.pdfkit), '≥ 3 ×'),
          })
      }
      return found
    } finally {
      dismissPrinters()
      await pool.end()
      await owner.end()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
} satisfies Bench

const drawnBy = (books: readonly BookData[], file: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, '../pdfkit-process.ts'), { execArgv: [] })
    // Our printers give way to whoever waits for a page; so does this one.
    if (child.pid !== undefined) setPriority(child.pid, 10)
    let pages: number | undefined
    child.once('message', (told) => (pages = (told as { pages: number }).pages))
    child.once('error', reject)
    child.once('exit', () => (pages === undefined ? reject(new Error('pdfkit died')) : resolve(pages)))
    child.send({ books, file })
  })
