import {
  type AuditGroup,
  type AuditRow,
  actsOfGroup,
  auditLine,
  type exportAudit as exportRoute,
  type listAudit as listRoute,
} from '@xinghe/contract/audit'
import { auditWord } from '@xinghe/contract/audit-words'
import type { Download } from '@xinghe/contract/download'
import { administrators, type Post, posts } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSetting } from '../platform/settings.ts'
import type { ReadTx } from '../platform/tx.ts'
import { filledBy, workbook } from '../platform/workbook.ts'
import { shortSeal } from './digest.ts'
import { subjectOf } from './subject.ts'
import { tell } from './tell.ts'

type Filter = InputOf<typeof exportRoute>

const named = Object.values(actsOfGroup).flat()
const begins = (parts: readonly string[]) =>
  sql<boolean>`split_part(a.action, '.', 1) in (${sql.join(parts.map((part) => sql.lit(part)))})`
const groupIs = (group: AuditGroup) =>
  group === 'business' ? sql<boolean>`not ${begins(named)}` : begins(actsOfGroup[group])

/** 依据: 三员 watch each other, and nobody of them reads the business: what an act was about is shown of these only. */
const told = new Set(named)
/** The register of people is business too. */
const isTold = (action: string): boolean =>
  told.has(action.split('.')[0] ?? '') && !/^org\.(person|member|category)/.test(action)

/**
 * The auditor sees everybody's acts; the security administrator those of ordinary users, so that none of the three
 * watches over himself (GB/T 22239-2019, 8.1.5.2).
 */
function entries(tx: ReadTx, by: Actor, filter: Filter) {
  let query = tx
    .selectFrom('audit_entry as a')
    .leftJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'a.region_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .where('a.region_id', '=', by.regionId)
    .where('a.path', '>=', by.path)
    .where('a.path', '<', `${by.path}~`)
  if (by.post !== 'AUDITOR')
    query = query.where((eb) =>
      eb.or([eb('a.post', 'is', null), eb('a.post', 'not in', [...administrators])]),
    )
  if (filter.from) query = query.where('a.at', '>=', new Date(`${filter.from}T00:00:00+08:00`))
  if (filter.to)
    query = query.where('a.at', '<', new Date(Date.parse(`${filter.to}T00:00:00+08:00`) + 86_400_000))
  if (filter.who) query = query.where(sql<boolean>`position(${filter.who} in a.person_name) > 0`)
  if (filter.post) query = query.where('a.post', '=', filter.post)
  if (filter.unit) query = query.where(sql<boolean>`position(${filter.unit} in u.short_name) > 0`)
  if (filter.group) query = query.where(groupIs(filter.group))
  if (filter.outcome) query = query.where('a.outcome', '=', filter.outcome)
  if (filter.address) query = query.where('a.address', '=', filter.address)
  if (filter.trace) query = query.where('a.trace_id', '=', filter.trace)
  return query
    .select(['a.id', 'a.at', 'a.person_name', 'a.post', 'u.short_name', 'a.address', 'a.action', 'a.outcome'])
    .select(['a.subject_kind', 'a.note', 'a.detail', 'a.trace_id', 'a.seal_no'])
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
}
type Found = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]

function shown(row: Found): AuditRow {
  const open = isTold(row.action)
  return {
    id: row.id,
    at: row.at.toISOString(),
    personName: row.person_name,
    post: row.post && (posts[row.post as Post] ?? row.post),
    unitName: row.short_name,
    address: row.address,
    act: auditWord(row.action),
    outcome: row.outcome as AuditRow['outcome'],
    subject: subjectOf(row.subject_kind, row.detail),
    note: open ? row.note : null,
    ...tell(open ? row.detail : null),
    traceId: row.trace_id,
    sealNo: row.seal_no,
  }
}

/** A place in the list: the instant and the id of its last row. */
const placeOf = (row: Found): string => `${row.at.toISOString()}_${row.id}`
function from(place: string): { at: Date; id: string } {
  const [, at = '', id = ''] = /^(\S{24})_([0-9a-f-]{36})$/.exec(place) ?? []
  if (!id || Number.isNaN(Date.parse(at))) throw new Refusal('common.bad_input')
  return { at: new Date(at), id }
}

export async function listAudit(
  tx: ReadTx,
  by: Actor,
  { after, size, ...filter }: InputOf<typeof listRoute>,
): Promise<AnswerIn<typeof listRoute>> {
  const place = after ? from(after) : undefined
  const found = await entries(tx, by, filter)
    .$if(place !== undefined, (query) =>
      query.where(sql<boolean>`(a.at, a.id) < (${place?.at}::timestamptz, ${place?.id}::uuid)`),
    )
    .limit(size + 1)
    .execute()
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return {
    rows: rows.map(shown),
    next: found.length > size && last ? placeOf(last) : null,
    seal: await lastSeal(tx, by),
    keptDays: await readSetting(tx, by, 'audit.keep_days'),
  }
}

async function lastSeal(tx: ReadTx, by: Actor) {
  const seal = await tx
    .selectFrom('audit_seal')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return seal ? { no: seal.seq, code: shortSeal(seal.digest), at: seal.sealed_at.toISOString() } : null
}

/** 依据: what a spreadsheet opens without waiting. */
const mostRows = 50_000

/** @throws audit.too_many */
export async function exportAudit(tx: ReadTx, by: Actor, filter: Filter): Promise<Download> {
  const found = await entries(tx, by, filter)
    .limit(mostRows + 1)
    .execute()
  if (found.length > mostRows) throw new Refusal('audit.too_many')
  const days = [filter.from ?? '', filter.to ?? ''].filter((day) => day).join(' 至 ')
  const seal = await lastSeal(tx, by)
  // Whoever keeps the workbook keeps the code of the seal with it.
  const head = filledBy(by, {
    ...(days && { before: days }),
    ...(seal && { after: `封签：第${seal.no}号 ${seal.code}` }),
  })
  return workbook('审计日志', head, [
    {
      name: '审计日志',
      title: '审计日志',
      columns: [
        { title: '时间', width: 22 },
        { title: '姓名', width: 16 },
        { title: '岗位', width: 18 },
        { title: '单位', width: 18 },
        { title: '来源地址', width: 18 },
        { title: '事项', width: 18 },
        { title: '结果', width: 10 },
        { title: '对象', width: 14 },
        { title: '内容', width: 50 },
        { title: '编号', width: 14 },
        { title: '封签', width: 10, kind: 'number' },
      ],
      rows: found
        .map(shown)
        .map((row) => [
          ...[clock(row.at), row.personName, row.post, row.unitName, row.address, row.act],
          ...[row.outcome === 'DONE' ? '已办' : '被拒', row.subject, auditLine(row), row.traceId, row.sealNo],
        ]),
    },
  ])
}
const clock = (iso: string): string =>
  new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', hour12: false })
