/** What an organisation department is asked, answered from the screen: each in a few presses from the menu. */
import type { Page } from 'playwright-core'
import { afterAll, expect, inject, test } from 'vitest'
import { settled, withBrowser } from './browser.ts'
import { firstDay, setClock } from './clock.ts'
import { choose } from './form.ts'
import { read } from './steps.ts'

const { signIn } = withBrowser()
const clockFile = inject('clockFile')
afterAll(() => {
  if (clockFile) setClock(clockFile, firstDay)
})
const go = async (page: Page, place: string) => {
  await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click()
  await settled(page)
}
interface Result {
  name: string
  finalLevel: number
  colours: string
  points: number[]
  standing: boolean
}
const results = async (page: Page) =>
  (await read<{ rows: Result[] }>(page, '/api/stars/results?year=2025&subject=ORG&size=200')).rows

test('which villages would lose class I if the bound were nine stars', async () => {
  const page = await signIn('zuzhibu')
  await go(page, '方案试算')
  await page.getByRole('main').getByText('2025年', { exact: true }).first().click()
  await choose(page, '一类党组织', '九星级及以上')
  await page.getByText(/一类由 75 个变为 42 个/).waitFor()
  await choose(page, '变动', /类别下降/)
  await settled(page)
  const falling = (await results(page)).filter((row) => row.finalLevel === 8).map((row) => row.name)
  expect(falling).toHaveLength(33)
  const main = await page.getByRole('main').innerText()
  expect(falling.filter((name) => !main.includes(name))).toEqual([])
})

test('why a village has no gold star', async () => {
  const page = await signIn('zuzhibu')
  const village = (await results(page)).find((row) => row.standing && !row.colours.includes('G')) as Result
  await go(page, '评定结果')
  await page.getByPlaceholder('党组织或嘎查村').fill(village.name)
  await page.getByRole('row', { name: new RegExp(`^${village.name}`) }).waitFor()
  const best = village.points.indexOf(Math.max(...village.points))
  const band = page
    .getByRole('row', { name: new RegExp(`^${village.name}`) })
    .getByRole('button', { name: /星/ })
    .first()
  await band.click({ position: { x: 8, y: 8 } })
  const sheet = page.getByRole('dialog')
  await sheet.getByText('积分怎样算出').waitFor()
  await sheet.getByText(/再得 [\d.]+ 分可达金星/).waitFor()
  expect(village.points[best]).toBeLessThan(1400)
})

test.runIf(clockFile)('who is overdue in which township', async () => {
  setClock(clockFile, '2026-12-11T09:00:00+08:00')
  const page = await signIn('zuzhibu')
  await go(page, '辖区待办')
  await choose(page, '期限', '只看超期')
  await settled(page)
  const { overdue } = await read<{ overdue: number }>(page, '/api/work?scope=area&late=1')
  expect(overdue).toBeGreaterThan(0)
  const rows = page.getByRole('main').getByRole('row').filter({ hasText: /超期/ })
  await rows.first().waitFor()
  expect(await rows.count()).toBe(Math.min(overdue, 50))
  // In whose hands it is stands in the row: the unit and the post.
  expect(await rows.first().innerText()).toMatch(/(嘎查|村|苏木|镇|旗).*(书记|工作者|委员|干部|考核组|党员)/)
  setClock(clockFile, firstDay)
})

test('which results the committees changed and why', async () => {
  const page = await signIn('zuzhibu')
  await go(page, '评定差异')
  await page.getByRole('main').getByText('2025年', { exact: true }).first().click()
  await settled(page)
  const row = page.getByRole('main').getByRole('row', { name: /九星级/ })
  expect(await row.count()).toBe(1)
  expect(await row.innerText()).toMatch(/十星级[\s\S]*九星级[\s\S]*经研究评定为九星级/)
})

test('what happened to the organisations listed as weak last year', async () => {
  const page = await signIn('zuzhibu')
  await go(page, '软弱涣散整顿')
  await page.getByText('去年列入', { exact: true }).click()
  await settled(page)
  const rows = page.getByRole('main').getByRole('row').filter({ hasText: '2025年' })
  const told = await rows.allInnerTexts()
  expect(told.length).toBeGreaterThan(1)
  for (const story of told) expect(story).toMatch(/由旗委列入[\s\S]*验收\d+分，通过并销号/)
})
