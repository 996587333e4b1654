import type { beginExport as route } from '@xinghe/contract/exports'
import type { ExportKey } from '@xinghe/contract/lists/list'
import { holds } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import { beginErrand, type ErrandContext } from '../errands/index.ts'
import { type Actor, scopeOf } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import { readTx, type Tx, writeTx } from '../platform/tx.ts'
import { type Row, workbookInPieces } from '../platform/workbook.ts'
import { type AnyList, listNamed } from './lists.ts'
import { leaveExport, readList } from './write-list.ts'

interface Asked {
  list: ExportKey
  query: Record<string, string>
}
function filtersOf(list: AnyList, query: Asked['query']): object {
  const parsed = list.route.query?.safeParse(query)
  if (!parsed?.success)
    throw new Refusal(
      'common.bad_input',
      undefined,
      (parsed?.error.issues ?? []).map(({ path, message }) => ({
        path: ['query', ...path].join('.'),
        message,
      })),
    )
  return parsed.data as object
}

/** The same workbook, however long; it is made after the answer, as the same person. */
export async function beginExport(
  tx: Tx,
  by: Actor,
  { list: key, query }: InputOf<typeof route>,
): Promise<{ errandId: string }> {
  permit(tx, by, 'exports.make', by.path)
  const list = listNamed(key)
  const { access } = list.of
  if (access !== 'public' && access !== 'signed-in' && !holds(by.post, access))
    throw new Refusal('common.not_allowed')
  const title = `导出《${list.title(filtersOf(list, query))}》`
  return beginErrand(tx, by, { kind: 'exports.list', title, input: { list: key, query } satisfies Asked })
}

/** Rows between two words to whoever waits. */
const toldEvery = 200

export async function writeExport({
  db,
  by,
  input,
  progress,
  keepFile,
}: ErrandContext<Asked>): Promise<string> {
  const list = listNamed(input.list)
  const found = await readTx(db, scopeOf(by), async (tx) => {
    const { sheets, ...rest } = await readList(tx, by, list, filtersOf(list, input.query))
    await progress(0, rest.total, '正在写入')
    async function* counted(rows: Iterable<Row> | AsyncIterable<Row>) {
      let done = 0
      for await (const row of rows) {
        if (++done % toldEvery === 0) await progress(done, rest.total, '正在写入')
        yield row
      }
      await progress(done, done, '正在写入')
    }
    const file = workbookInPieces(
      rest.name,
      rest.filled,
      sheets.map((sheet) => ({ ...sheet, rows: counted(sheet.rows) })),
    )
    await keepFile(file.name, file.mime, file.bytes)
    return rest
  })
  await writeTx(db, scopeOf(by), async (tx) => {
    permit(tx, by, 'exports.make', by.path)
    await leaveExport(tx, by, found.about)
  })
  return `共${found.total}行`
}
