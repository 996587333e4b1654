/** A member with his phone: his own book and why, nobody else's, and a deed that he hands in. */
import { expect, test } from 'vitest'
import { phone, settled, withBrowser } from './browser.ts'
import { choose } from './form.ts'

const { signIn } = withBrowser()

test('reads his book, asks a star why and sees what is missing', async () => {
  const page = await signIn('c64-dy6', phone)
  await page.goto('/points/my-book')
  await page.getByText('党员积分手册').waitFor()
  await page.getByText(/点亮 \d+ 颗星/).waitFor()
  await page.getByRole('tab', { name: /^共性星 学习提高星$/ }).click()
  await page.getByRole('button', { name: /看为什么/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('积分怎样算出').waitFor()
  await sheet.getByText(/积分明细（\d+条）/).waitFor()
  await sheet
    .getByRole('button', { name: /关闭|Close/i })
    .first()
    .click()
  await page.getByRole('tab', { name: '年度汇总' }).click()
  await page.getByText('年度积分汇总').waitFor()
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(beyond).toBeLessThanOrEqual(0)
})

test("another member's book is not there for him", async () => {
  const other = await signIn('c64-dy7', phone)
  const own = other.waitForResponse((answer) => answer.url().includes('/api/my-book'))
  await other.goto('/points/my-book')
  const { id } = (await (await own).json()) as { id: string }
  const page = await signIn('c64-dy6', phone)
  await page.goto(`/points/books/${id}`)
  await page
    .getByRole('heading', { name: '没有找到' })
    .or(page.getByText('没有找到', { exact: true }))
    .first()
    .waitFor()
  expect(await page.getByText('党员积分手册').count()).toBe(0)
})

test('hands in a deed for himself and sees it waiting', async () => {
  const page = await signIn('c64-dy6', phone)
  await page.goto('/points/enter')
  await page.getByRole('heading', { name: '申报积分' }).waitFor()
  await choose(page, '细则', /代办、帮办事项/, '代办')
  await choose(page, '当天第几次', `第 ${1 + (Math.floor(Date.now() / 60_000) % 5)} 次`)
  await page.getByLabel('事由').fill('帮邻居代办医保缴费')
  await page.getByText(/按上限计入/).waitFor()
  await page.getByRole('button', { name: '提交支部确认' }).click()
  await page.getByText(/已提交 1 张申报单/).waitFor()
  await page.getByRole('link', { name: '我登记的申报单' }).click()
  await page.getByText('帮邻居代办医保缴费').first().waitFor()
  await page.goto('/points/my-book')
  await settled(page)
  await page.getByRole('tab', { name: /办理中 \d+/ }).click()
  await page
    .getByRole('button', { name: /帮邻居代办医保缴费/ })
    .first()
    .waitFor()
})
