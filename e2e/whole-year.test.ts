/**
 * A whole new year of one township, from the scheme to the plaque on the wall. The first village does everything on its
 * screens; the year-end self-assessments, reviews and verifications of the other villages are sent, not clicked.
 */
import type { Page } from 'playwright-core'
import { afterAll, expect, inject, test } from 'vitest'
import { desk, phone, picture, settled, withBrowser } from './browser.ts'
import { firstDay, setClock } from './clock.ts'
import { ask, choose } from './form.ts'
import { boardOf, fileAndConfirm, fill, hand, minutes, pixel, read, send } from './steps.ts'

const { signIn, visit } = withBrowser()
const clockFile = inject('clockFile')
const year = 2027
const first = 'c78'
const others = Array.from({ length: 12 }, (_, at) => `c${79 + at}`)

afterAll(() => {
  if (clockFile) setClock(clockFile, firstDay)
})
const on = (day: string, hour = '10:00') => setClock(clockFile, `${day}T${hour}:00+08:00`)
const leave = (page: Page) => page.context().close()

/** Drafted from this year's, submitted, approved, published. */
async function setScheme(subject: '党组织' | '党员'): Promise<void> {
  on(`${year - 1}-12-10`)
  const clerk = await signIn('weiyuan6')
  await clerk.goto('/stars/schemes')
  await clerk.getByRole('button', { name: '起草方案' }).click()
  const drawer = clerk.getByRole('dialog', { name: '起草设星方案' })
  await drawer.getByRole('radio', { name: subject, exact: true }).check()
  await choose(drawer, '年度', `${year}年`)
  await drawer.getByRole('radio', { name: '复制已发布的方案' }).check()
  await choose(drawer, '复制哪一套', new RegExp(`本镇 ${year - 1}年`))
  await drawer.getByRole('button', { name: '开始起草' }).click()
  await clerk.waitForURL(/\/stars\/schemes\/.+/)
  await clerk.getByText('已经齐全，可以提交').waitFor()
  await ask(clerk, '提交组织部审核')
  await clerk.getByText('待审核').first().waitFor()
  const address = new URL(clerk.url()).pathname
  const department = await signIn('zuzhibu')
  await department.goto(address)
  await ask(department, '批准')
  await department
    .getByText(/已批准|已审核/)
    .first()
    .waitFor()
  await leave(department)
  on(`${year}-01-04`)
  const secretary = await signIn('shuji6')
  await secretary.goto(address)
  await ask(secretary, '发布')
  await secretary.getByText('已发布').first().waitFor()
  await leave(secretary)
  await leave(clerk)
}

interface Head {
  id: string
  subject: 'ORG' | 'MEMBER'
}
/** The village declares its aim, a member his own on his phone, the clerk the others'; the township confirms. */
async function declare(): Promise<void> {
  on(`${year}-02-20`)
  const member = await signIn(`${first}-dy6`, phone)
  await member.goto('/stars/declarations')
  await choose(member, '目标星级', '八星级')
  await member.locator('.xh-picks button').nth(0).click()
  await member.locator('.xh-picks button').nth(1).click()
  await member.getByRole('button', { name: '保存我的报星' }).click()
  await member.getByText('已保存，由支部汇总后提交苏木镇').waitFor()
  await picture(member, 'whole-year-my-declaration')
  await leave(member)

  const clerk = await signIn(`${first}-wenshu`)
  const { rows } = await read<{ rows: Head[] }>(clerk, `/api/declarations?year=${year}`)
  for (const subject of ['ORG', 'MEMBER'] as const) {
    const id = rows.find((row) => row.subject === subject)?.id as string
    await clerk.goto(`/stars/declarations/${id}`)
    if (subject === 'ORG') {
      await choose(clerk, '目标星级', '八星级')
      await clerk.locator('.xh-picks button').nth(0).click()
      await clerk.locator('.xh-picks button').nth(1).click()
    } else {
      await clerk.getByText('本人填报').waitFor()
      await clerk.getByRole('button', { name: /^为未填的 \d+ 人统一填写/ }).click()
      const many = clerk.getByRole('dialog')
      await choose(many, /目标星级/, '七星级')
      await many.getByRole('combobox', { name: /两颗自选星/ }).click()
      const pool = clerk
        .locator('.ant-select-dropdown:visible .ant-select-item-option')
        .filter({ hasNotText: /星级$/ })
      await pool.nth(0).click()
      await pool.nth(1).click()
      await clerk.keyboard.press('Escape')
      await many.getByRole('button', { name: '填入' }).click()
      await many.waitFor({ state: 'detached' })
    }
    await clerk.getByRole('button', { name: /^保存/ }).click()
    await clerk.getByText('已保存').first().waitFor()
    await clerk.getByRole('button', { name: '登记决议' }).click()
    await fill(clerk, { 应到人数: '18', 实到人数: '16' })
    await hand(clerk, '保存')
    await clerk.getByText('超过半数', { exact: true }).waitFor()
    if (subject === 'MEMBER') await picture(clerk, 'whole-year-member-lines')
  }
  const secretary = await signIn(`${first}-shuji`)
  for (const { id } of rows) {
    await secretary.goto(`/stars/declarations/${id}`)
    await ask(secretary, '提交苏木镇')
    await secretary.getByText('待确认').first().waitFor()
  }
  on(`${year}-03-02`)
  const township = await signIn('weiyuan6')
  for (const { id } of rows) {
    await township.goto(`/stars/declarations/${id}`)
    await ask(township, '确认报星')
    await township.getByText('已确认').first().waitFor()
  }
  on(`${year}-03-05`)
  // Sessions end in the meantime: who comes back signs in again.
  const publisher = await signIn(`${first}-shuji`)
  for (const { id } of rows) {
    await publisher.goto(`/stars/declarations/${id}`)
    await publisher.getByRole('button', { name: '登记村内公布' }).click()
    await hand(publisher, '登记')
    await publisher.getByText('已公布').first().waitFor()
  }
  for (const page of [clerk, secretary, township, publisher]) await leave(page)
}

interface Rule {
  code: string
  period: string
  star: { code: string; name: string } | null
  evidenceNeeded: boolean
  kind: string
}
/** Enters a deed of the village's organisation; its reason is what the rule says. */
async function enter(clerk: Page, rule: string, reason: string): Promise<void> {
  await choose(clerk, '细则', rule, `${rule} `)
  await clerk.getByLabel('事由').fill(reason)
  await clerk.getByText(/按上限计入/).waitFor()
  await clerk.getByRole('button', { name: '提交支部确认' }).click()
  await clerk.getByText('已提交 1 张申报单').first().waitFor()
  await clerk.getByText('已提交 1 张申报单').first().waitFor({ state: 'detached' })
}
/** All that waits for this person, ticked and passed. */
async function passAll(login: string, act: '确认所选' | '核查入账所选'): Promise<void> {
  const page = await signIn(login)
  await page.goto('/points/checking')
  await settled(page)
  const queue = page.getByRole('region', { name: '待办理的申报单' })
  const list = queue.getByRole('listitem')
  await list.first().waitFor()
  for (let at = 0; at < (await list.count()); at++) {
    await list.nth(at).getByRole('button').first().click()
    await list.nth(at).getByText('已查看').waitFor()
  }
  await queue.getByRole('checkbox', { name: '全选本页' }).check()
  await page.getByRole('button', { name: new RegExp(`^${act}`) }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${act}`) })
    .click()
  await page.getByText('没有等您办理的申报单').waitFor()
  await leave(page)
}

/** A quarter: deeds entered, confirmed, checked; then closed, published and sealed for all villages at once. */
async function quarter(number: number, star: Rule[]): Promise<void> {
  const last = ['03-28', '06-28', '09-28', '12-28'][number - 1]
  on(`${year}-${last}`)
  const clerk = await signIn(`${first}-wenshu`)
  await clerk.goto('/points/enter?subject=ORG')
  for (const rule of star.filter((one) => one.period === 'QUARTER' || number === 1))
    await enter(clerk, rule.code, `${year}年第${number}季度：${rule.code}`)
  await leave(clerk)
  if (number === 1) {
    const member = await signIn(`${first}-dy6`, phone)
    await member.goto('/points/enter')
    await choose(member, '细则', '1.1', '1.1 ')
    await member.getByLabel('事由').fill('参加支部党课')
    await member
      .getByLabel('选择文件')
      .last()
      .setInputFiles({ name: '党课.png', mimeType: 'image/png', buffer: pixel })
    await member.getByRole('button', { name: '提交支部确认' }).click()
    await member.getByText('已提交 1 张申报单').waitFor()
    await leave(member)
  }
  await passAll(`${first}-shuji`, '确认所选')
  const township = await signIn('weiyuan6')
  const waiting = await read<{ total: number }>(township, `/api/slips?view=check&year=${year}&page=1&size=1`)
  await leave(township)
  if (waiting.total > 0) await passAll('weiyuan6', '核查入账所选')

  const next = number === 4 ? `${year + 1}-01` : `${year}-${String(number * 3 + 1).padStart(2, '0')}`
  const steps: [string, string, RegExp][] = [
    [`${next}-05`, '结账', /^结账 13 个/],
    [`${next}-07`, '发布公示', /^发布公示 13 个/],
    [`${next}-28`, '封账', /^封账 13 个/],
  ]
  for (const [day, , name] of steps) {
    on(day)
    const page = await signIn('weiyuan6')
    await page.goto(`/points/quarters?year=${year}&quarter=${number}`)
    await settled(page)
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog').getByRole('button', { name }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await leave(page)
  }
}

const review = {
  membersEntitled: 18,
  membersAttended: 16,
  representativesAttended: 14,
  votesSatisfied: 27,
  votesBasically: 2,
  votesDissatisfied: 1,
}
/** Self-assessment, review and verification: the first village on its screens, the others alike. */
async function yearEnd(): Promise<void> {
  on(`${year}-12-01`)
  const opener = await signIn('shuji6')
  await opener.goto(`/stars/year-end?year=${year}`)
  await ask(opener, `启动${year}年度年终评定`)
  await opener.getByText('已核定 0/13 个嘎查村').first().waitFor()
  await leave(opener)

  on(`${year}-12-03`)
  const secretary = await signIn(`${first}-shuji`)
  const [row] = (await boardOf(secretary, year)).rows
  const sheetIds = [row?.org.sheetId, row?.member.sheetId] as [string, string]
  for (const id of sheetIds) {
    await secretary.goto(`/stars/year-end/${id}`)
    await secretary.getByRole('button', { name: '填写自评' }).click()
    await fill(secretary, { 自评内容: '对照年初报星目标逐星自评，年度重点任务基本完成。' })
    await hand(secretary, '提交自评')
    await secretary.getByRole('button', { name: '修改自评' }).waitFor()
  }
  await secretary.goto(`/stars/year-end/${sheetIds[0]}`)
  await secretary.getByRole('button', { name: '登记测评' }).click()
  await fill(secretary, {
    党员应到: '18',
    党员实到: '16',
    群众代表到会: '14',
    满意: '27',
    基本满意: '2',
    不满意: '1',
  })
  await secretary.getByText('实到 16/18，超过三分之二').waitFor()
  await picture(secretary, 'whole-year-review')
  await hand(secretary, '登记测评')
  await secretary.getByText('27 / 2 / 1 票').waitFor()
  await leave(secretary)

  for (const village of others) {
    const page = await signIn(`${village}-shuji`)
    const [own] = (await boardOf(page, year)).rows
    const ids = [own?.org.sheetId, own?.member.sheetId] as [string, string]
    const day = `${year}-12-03`
    await send(page, '/api/year-end/self-assess', {
      sheets: ids.map((sheetId) => ({ sheetId, on: day, text: '逐星自评，重点任务基本完成。' })),
    })
    await send(page, '/api/year-end/review', {
      sheets: ids.map((sheetId) => ({ sheetId, on: day, ...review, grades: [] })),
    })
    await leave(page)
  }
}

async function assessAll(): Promise<void> {
  const group = await signIn('kaohe6')
  const { rows } = await boardOf(group, year)
  const own = [rows[0]?.org.sheetId, rows[0]?.member.sheetId]
  for (const id of own) {
    await group.goto(`/stars/year-end/${id}`)
    await ask(group, '核定')
    await group.getByRole('button', { name: '再次核定' }).waitFor()
  }
  await send(group, '/api/year-end/assess', {
    sheets: rows
      .flatMap(({ org, member }) => [org.sheetId, member.sheetId])
      .filter((id) => !own.includes(id))
      .map((sheetId) => ({ sheetId, note: '', changes: [], scores: [] })),
  })
  await leave(group)
}

/** The meeting, the notice and its five working days, the filing and the county's confirmation. */
async function determine(subject: 'org' | 'member'): Promise<void> {
  on(`${year + 1}-02-01`, subject === 'org' ? '09:00' : '14:00')
  const secretary = await signIn('shuji6')
  const address = `/stars/determination/${(await boardOf(secretary, year))[subject].id}`
  await secretary.goto(address)
  await secretary.getByRole('button', { name: '登记会议并评定' }).click()
  await fill(secretary, { 地点: '镇党委会议室', 主持人: '党委书记', ...minutes })
  await hand(secretary, '评定')
  await secretary.getByText('待公示').first().waitFor()
  await secretary.getByRole('button', { name: '发布公示' }).click()
  await hand(secretary, '发布公示')
  await secretary.getByText('公示中').first().waitFor()
  if (subject === 'org') await picture(secretary, 'whole-year-determination')
  // Nobody can cut the notice short.
  expect(await secretary.getByRole('button', { name: '结束公示' }).getAttribute('aria-disabled')).toBe('true')

  on(`${year + 1}-02-24`)
  const later = await signIn('shuji6')
  const department = await signIn('zuzhibu')
  await fileAndConfirm(later, department, address)
  for (const page of [secretary, later, department]) await leave(page)
}

/** Ordered, delivered, hung with a photograph; the code on it says that it is valid. */
async function plaque(village: string): Promise<void> {
  on(`${year + 1}-02-25`)
  const department = await signIn('zuzhibu')
  await department.goto(`/stars/plaques?year=${year}`)
  await department.getByRole('button', { name: '授星并订制牌匾' }).click()
  await hand(department, '授星并订制')
  await settled(department)
  await leave(department)
  on(`${year + 1}-03-10`)
  const receiver = await signIn('zuzhibu')
  await receiver.goto(`/stars/plaques?year=${year}&q=${encodeURIComponent(village)}`)
  await settled(receiver)
  await receiver.getByRole('row').filter({ hasText: village }).getByRole('checkbox').check()
  await receiver.getByRole('button', { name: '登记到货' }).click()
  await hand(receiver, '登记到货')
  await receiver.getByRole('row').filter({ hasText: village }).getByText('已到货').waitFor()

  on(`${year + 1}-03-12`)
  const clerk = await signIn('weiyuan6')
  await clerk.goto(`/stars/plaques?year=${year}&q=${encodeURIComponent(village)}`)
  await settled(clerk)
  await clerk.getByRole('row').filter({ hasText: village }).getByRole('checkbox').check()
  await clerk.getByRole('button', { name: '登记挂牌' }).click()
  await clerk
    .getByLabel('选择文件')
    .last()
    .setInputFiles({ name: '挂牌.png', mimeType: 'image/png', buffer: pixel })
  await settled(clerk)
  await hand(clerk, '登记挂牌')
  await clerk.getByRole('row').filter({ hasText: village }).getByText('已挂牌').waitFor()
  const { rows } = await read<{ rows: { publicCode: string }[] }>(
    clerk,
    `/api/stars/plaques?year=${year}&q=${encodeURIComponent(village)}&page=1&size=20`,
  )
  const walker = await visit(phone)
  await walker.goto(`/v/${rows[0]?.publicCode}`)
  await walker.getByText('真实有效').waitFor()
  await walker.getByText(village).first().waitFor()
  await picture(walker, 'whole-year-plaque')
}

test.skipIf(!clockFile)('a new year from the scheme to the plaque', { timeout: 600_000 }, async () => {
  await setScheme('党组织')
  await setScheme('党员')
  await declare()

  on(`${year}-03-27`)
  const clerk = await signIn(`${first}-wenshu`)
  const sheet = await read<{ village: { name: string }; rules: Rule[] }>(
    clerk,
    `/api/slips/entry-sheet?subject=ORG&year=${year}`,
  )
  await leave(clerk)
  // A star whose points all come by the quarter or the year, without a paper: it will be lit, and no other.
  const stars = [
    ...Map.groupBy(
      sheet.rules.filter((rule) => rule.kind === 'BASE' && rule.star),
      (rule) => rule.star?.code,
    ).values(),
  ]
  const star = stars.find(
    (rules) => rules.every((rule) => rule.period !== 'EACH' && !rule.evidenceNeeded) && rules.length <= 3,
  ) as Rule[]
  for (const number of [1, 2, 3]) await quarter(number, star)
  await yearEnd()
  await quarter(4, star)
  on(`${year + 1}-01-30`)
  await assessAll()
  await determine('org')
  await determine('member')

  const village = sheet.village.name
  const reader = await signIn('ducha', desk)
  await reader.goto(`/stars/results?year=${year}`)
  const row = reader.getByRole('row').filter({ hasText: village }).first()
  await row.getByRole('img', { name: /^点亮 1 颗/ }).waitFor()
  await picture(reader, 'whole-year-results')
  await plaque(village)
})
