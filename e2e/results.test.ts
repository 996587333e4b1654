/** The results of the finished year: figures, the entries behind a star, paper, and who sees none of it. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { desk, settled, withBrowser } from './browser.ts'

const { signIn, visit } = withBrowser()

async function openResults(login: string): Promise<Page> {
  const page = await signIn(login)
  await page.goto('/stars/results')
  await page.getByRole('heading', { name: '评定结果' }).waitFor()
  await settled(page)
  return page
}
/** Presses the first star of the first village in the list and waits for its why. */
async function askWhy(page: Page) {
  const band = page
    .getByRole('main')
    .getByRole('button', { name: /星/ })
    .filter({ has: page.getByRole('img') })
    .first()
  await band.hover({ position: { x: 8, y: 8 } })
  await page.getByRole('tooltip').getByText('按下看为什么').waitFor()
  await band.click({ position: { x: 8, y: 8 } })
  const sheet = page.getByRole('dialog')
  await sheet.getByText('积分怎样算出').waitFor()
  return sheet
}

test('the department reads 103 = 15 + 27 + 33 + 28 and follows a star to its entries and its paper', async () => {
  const page = await openResults('zuzhibu')
  const main = page.getByRole('main')
  await main
    .getByText(/103个.{1,2}其中一类75个.十星级15个.九星级27个.八星级33个.{2,3}其余28个均为二类/)
    .waitFor()
  const total = main.getByRole('row', { name: /^合计/ })
  expect((await total.innerText()).match(/\d+/g)).toEqual(['103', '15', '27', '33', '28', '75', '28', '0'])
  const sheet = await askWhy(page)
  const rows = sheet.getByRole('row')
  expect(await rows.count()).toBeGreaterThan(3)
  const href = await sheet.getByRole('link', { name: '打印依据' }).getAttribute('href')
  const paper = await page.request.get(href as string)
  expect(paper.headers()['content-type']).toContain('application/pdf')
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the inspector reads the same and can do nothing to it', async () => {
  const page = await openResults('ducha')
  await page.getByText(/103个.{1,2}其中一类75个/).waitFor()
  await askWhy(page)
  await page.goto('/stars/year-end')
  await settled(page)
  for (const act of ['备案', '发布公示', '录入', '评定'])
    expect(await page.getByRole('button', { name: act, exact: true }).count()).toBe(0)
  await page.goto('/points/enter')
  await page.getByText('没有权限').waitFor()
  expect(await page.getByRole('button', { name: '提交支部确认' }).count()).toBe(0)
})

test("the district's department sees nobody of the banner", async () => {
  const banner = await signIn('zuzhibu')
  await banner.goto('/stars/results')
  await settled(banner)
  const village = banner.getByText(/(嘎查|村)党(总)?支部$/).first()
  const name = await village.innerText()
  const page = await openResults('qu-zuzhibu')
  expect(await page.locator('body').innerText()).not.toMatch(/苏木(?!镇)|嘎查党|103个/)
  await page.goto('/org/people')
  await settled(page)
  expect(await page.locator('body').innerText()).not.toMatch(/苏木(?!镇)|淖尔|敖包/)
  await page.goto(`/search?q=${encodeURIComponent(name.slice(0, 4))}`)
  await settled(page)
  expect(await page.getByRole('main').innerText()).not.toContain(name)
})

test('a file that is not there is not answered with a page', async () => {
  const page = await visit(desk)
  expect((await page.request.get('/assets/gone.js')).status()).toBe(404)
  expect((await page.request.get('/stars/results')).status()).toBe(200)
})
