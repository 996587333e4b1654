/** The log of acts: refusals too, sealed, shown without the business, and kept. */
import { type AuditRow, exportAudit, listAudit } from '@xinghe/contract/audit'
import { signIn } from '@xinghe/contract/identity'
import { editUnit, getPerson, getUnitDetail } from '@xinghe/contract/org'
import { listMyViewers } from '@xinghe/contract/record-views'
import { setSetting } from '@xinghe/contract/settings'
import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { readTx, systemTx, wholeRegion } from '../platform/tx.ts'
import { sealEntries } from './seal-entries.ts'
import { verifyAudit } from './verify-audit.ts'

let world: World
let banner: GivenRegion
let clerk: GivenPerson
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 1 })
  await givenRegion(world, { id: 2, townships: 1, villages: 1, members: 1 })
  clerk = banner.townships[0]?.clerk as GivenPerson
})

const rows = async (who: GivenPerson, query: Record<string, unknown> = {}): Promise<AuditRow[]> =>
  (await as(world, who, listAudit, { query: { size: 200, ...query } })).answer.rows
const cookieOf = async ({ login }: GivenPerson) => {
  const reply = await world.app.inject({
    method: signIn.method,
    url: signIn.path,
    payload: { login, password: 'test' },
  })
  return String(reply.headers['set-cookie']).split(';')[0] as string
}
const later = (minutes: number) =>
  world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000).toISOString())
const rename = (name: string) =>
  as(world, clerk, editUnit, {
    params: { id: clerk.unit.id },
    body: { name, shortName: name, villageType: 'PASTORAL' },
  })
const seal = () => systemTx(world.db, 1, (tx) => sealEntries(tx, 1, world.clock.now()))
const verify = () => readTx(world.db, wholeRegion(1), (tx) => verifyAudit(tx, 1))

test('an edit says from where and what it changed', async () => {
  expect((await rename('东山镇')).status).toBe(200)
  const [row] = await rows(banner.auditor, { group: 'org' })
  expect(row).toMatchObject({
    personName: clerk.name,
    post: '苏木镇组织委员',
    address: '127.0.0.1',
    act: '修改单位信息',
    outcome: 'DONE',
  })
  expect(row?.changed).toEqual(expect.arrayContaining([{ field: '名称', before: '第1镇', after: '东山镇' }]))
  expect(row?.changed.map(({ field }) => field)).not.toContain('党组织名称')
})

test('whoever tries what he may not is written down, once a minute', async () => {
  const other = banner.townships[1]?.id as string
  const knock = () => as(world, clerk, getUnitDetail, { params: { id: other } })
  for (let i = 0; i < 5; i++) expect((await knock()).status).toBe(404)
  await as(world, clerk, listAudit)
  const refused = async () =>
    (await rows(banner.auditor, { outcome: 'REFUSED' })).filter((row) => row.act === '越权被拒')
  expect(
    (await refused()).map((row) => [row.subject, row.facts.find(({ name }) => name === '原因')?.value]),
  ).toEqual([
    ['审计日志', '您当前的岗位不能办理此事'],
    ['单位', expect.stringContaining('不在您的管辖范围内')],
  ])
  later(2)
  await knock()
  const [last, ...others] = await refused()
  expect(others).toHaveLength(2)
  // What was left out within the minute is counted.
  expect(last?.facts).toContainEqual({ name: '其间又有几次', value: '4' })
})

test('another site that sends in his name is written down too', async () => {
  const cookie = await cookieOf(clerk)
  const { statusCode } = await world.app.inject({
    method: 'PUT',
    url: `/api/org/units/${clerk.unit.id}`,
    headers: { cookie, 'sec-fetch-site': 'cross-site' },
    payload: {},
  })
  expect(statusCode).toBe(403)
  const [row] = await rows(banner.auditor, { outcome: 'REFUSED' })
  expect(row).toMatchObject({ personName: clerk.name, subject: '单位' })
  expect(row?.facts).toContainEqual({ name: '原因', value: expect.stringContaining('其他网站') })
})

test('a person’s record is read with a trace, for the auditor and for himself; his own reading leaves none', async () => {
  const member = banner.townships[0]?.villages[0]?.members[0] as GivenPerson
  const seen = async () =>
    (await rows(banner.auditor, { group: 'access' })).filter(
      (row) => row.act === '查看' && row.subject === '人员',
    )
  const read = (who: GivenPerson) => as(world, who, getPerson, { params: { id: member.id } })
  for (let i = 0; i < 3; i++) expect((await read(clerk)).status).toBe(200)
  expect((await read(member)).status).toBe(200)
  expect((await seen()).map((row) => row.personName)).toEqual([clerk.name])
  later(2)
  await read(clerk)
  expect((await seen())[0]?.facts).toContainEqual({ name: '其间又有几次', value: '2' })
  const [viewer] = (await as(world, member, listMyViewers)).answer.rows
  expect(viewer).toMatchObject({ name: clerk.name, what: ['PERSON'] })
})

test('the auditor sees the other two, the security administrator only ordinary people, nobody another county', async () => {
  await rename('南山镇')
  await as(world, banner.security, setSetting, { params: { key: 'session.hours' }, body: { value: 10 } })
  await as(world, banner.admin, listAudit)
  const posts = async (who: GivenPerson) => new Set((await rows(who)).map((row) => row.post))
  const seen = await posts(banner.auditor)
  expect([...seen]).toEqual(expect.arrayContaining(['安全保密管理员', '系统管理员', '苏木镇组织委员']))
  const less = await posts(banner.security)
  expect([...less].filter((post) => /管理员|审计员/.test(post ?? ''))).toEqual([])
  expect(less).toContain('苏木镇组织委员')
  for (const who of [banner.admin, banner.department, clerk])
    expect((await as(world, who, listAudit)).status).toBe(403)
  expect((await rows(banner.auditor)).length).toBe(
    Number((await world.owner('select count(*) from audit_entry where region_id = 1'))[0]?.count),
  )
})

test('of the business it says that, not what', async () => {
  await world.owner(
    `insert into audit_entry (region_id, id, at, path, person_name, post, action, subject_kind, note, detail)
     values (1, gen_random_uuid(), now(), $1, '某人', 'VILLAGE_CLERK', 'slips.submitted', 'slip', '家里困难', '{"points": 3}')`,
    [clerk.unit.path],
  )
  const [row] = await rows(banner.auditor, { group: 'business' })
  expect(row).toMatchObject({ personName: '某人', subject: '积分单', note: null, changed: [], facts: [] })
  expect(JSON.stringify(await rows(banner.auditor))).not.toContain('家里困难')
})

test('filters and pages leave nothing out, and the workbook holds what the filter shows', async () => {
  for (let i = 0; i < 25; i++) {
    later(1)
    await rename(`东山镇${i}`)
  }
  const all = await rows(banner.auditor)
  const paged: AuditRow[] = []
  for (let after: string | undefined; ; ) {
    const { answer } = await as(world, banner.auditor, listAudit, { query: { size: 10, after } })
    paged.push(...answer.rows)
    if (!answer.next) break
    after = answer.next
  }
  expect(paged.map((row) => row.id).slice(-all.length)).toEqual(all.map((row) => row.id))
  expect(
    (await rows(banner.auditor, { who: clerk.name.slice(0, 2), group: 'org' })).every(
      (row) => row.personName === clerk.name,
    ),
  ).toBe(true)
  expect(await rows(banner.auditor, { to: '2020-01-01' })).toEqual([])
  expect(await as(world, banner.auditor, listAudit, { query: { after: 'x' } })).toMatchObject({ status: 422 })
  const file = await as(world, banner.auditor, exportAudit, { query: { group: 'org' } })
  const book = new exceljs.Workbook()
  await book.xlsx.load(file.bytes as never)
  expect(book.worksheets[0]?.rowCount).toBe(4 + (await rows(banner.auditor, { group: 'org' })).length)
  expect((await rows(banner.auditor, { group: 'access' }))[0]).toMatchObject({
    act: '下载或打印',
    subject: '审计日志',
    personName: banner.auditor.name,
  })
})

test('only the security administrator sets the rules of safety, and nobody below six months', async () => {
  const set = (who: GivenPerson, key: string, value: unknown) =>
    as(world, who, setSetting, { params: { key }, body: { value } })
  expect((await set(banner.department, 'audit.keep_days', 200)).status).toBe(403)
  expect((await set(banner.admin, 'audit.keep_days', 200)).status).toBe(403)
  expect((await set(banner.security, 'audit.keep_days', 179)).error.fields?.[0]?.message).toContain('180')
  expect((await set(banner.security, 'audit.keep_days', 180)).status).toBe(200)
  expect((await set(banner.security, 'notice.workdays', 6)).status).toBe(403)
})

test('whatever is changed under a seal is found; what came later is not yet sealed', async () => {
  await rename('南山镇')
  await rows(banner.auditor)
  expect(await seal()).toBeGreaterThan(1)
  later(1)
  await rename('西山镇')
  expect(await seal()).toBe(1)
  expect(await seal()).toBe(0)
  await rename('北山镇')
  expect(await verify()).toMatchObject({ seals: 2, unsealed: 1, findings: [] })
  expect((await as(world, banner.auditor, listAudit)).answer.seal).toMatchObject({
    no: 2,
    code: expect.stringMatching(/^(\w{4}-?){3}$/),
  })
  const [entry] = await world.owner(`select id, note from audit_entry where seal_no = 2`)
  const broken = async (harm: string, mend: string, values: unknown[] = []) => {
    await world.owner(harm, values)
    const { findings } = await verify()
    await world.owner(mend, values)
    expect((await verify()).findings).toEqual([])
    return findings.map(({ what }) => what).join('\n')
  }
  expect(
    await broken(
      `update audit_entry set person_name = person_name || '甲' where id = $1`,
      `update audit_entry set person_name = left(person_name, -1) where id = $1`,
      [entry?.id],
    ),
  ).toContain(String(entry?.id))
  // Whoever makes the entry's own digest fit is found by the seal.
  const { digestOf } = await import('./digest.ts')
  await world.owner('create table kept as select * from audit_entry where id = $1', [entry?.id])
  await world.owner(`update audit_entry set outcome = 'REFUSED' where id = $1`, [entry?.id])
  const [harmed] = await readTx(world.db, wholeRegion(1), (tx) =>
    tx
      .selectFrom('audit_entry')
      .selectAll()
      .where('region_id', '=', 1)
      .where('id', '=', entry?.id as string)
      .execute(),
  )
  await world.owner('update audit_entry set digest = $2 where id = $1', [
    entry?.id,
    harmed && digestOf(harmed),
  ])
  expect((await verify()).findings).toEqual([{ what: 'audit: seal 2 does not fit its entries' }])
  await world.owner('delete from audit_entry where id = $1', [entry?.id])
  expect((await verify()).findings.map(({ what }) => what).join()).toContain('0 are there')
  await world.owner('insert into audit_entry select * from kept')
  await world.owner('drop table kept')
  expect((await verify()).findings).toEqual([])
  const [first] = await world.owner('select id from audit_entry where seal_no = 1 order by at limit 1')
  expect(
    await broken(
      `update audit_entry set at = at + interval '1 hour' where id = $1`,
      `update audit_entry set at = at - interval '1 hour' where id = $1`,
      [first?.id],
    ),
  ).toContain('was changed')
  expect(
    await broken(
      `update audit_entry set seal_no = null where id = $1`,
      `update audit_entry set seal_no = 1 where id = $1`,
      [first?.id],
    ),
  ).toContain('does not fit')
})

test('the app itself can change nothing of an entry but its seal', async () => {
  for (const column of ['person_name', 'note', 'at', 'outcome', 'address', 'action'])
    await expect(
      systemTx(world.db, 1, (tx) =>
        tx
          .updateTable('audit_entry')
          .set({ [column]: null })
          .where('region_id', '=', 1)
          .execute(),
      ),
      column,
    ).rejects.toThrow(/permission denied/)
  await expect(
    systemTx(world.db, 1, (tx) => tx.deleteFrom('audit_entry').where('region_id', '=', 1).execute()),
  ).rejects.toThrow(/permission denied/)
})
