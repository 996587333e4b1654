/** A member in the pasture: the network is cut in the middle of a deed, and the deed arrives exactly once. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessible, phone, picture, settled, withBrowser } from './browser.ts'
import { choose } from './form.ts'
import { read } from './steps.ts'

const { signIn } = withBrowser()
const installed = { serviceWorkers: 'allow' } as const
const photograph = {
  name: '代办.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
    'base64',
  ),
}
interface Slips {
  total: number
  rows: { reason: string; evidence: unknown[] }[]
}
const slipsOf = (page: Page, reason: string) =>
  read<Slips>(page, `/api/slips?view=mine&year=2026&search=${encodeURIComponent(reason)}`)

/** Ready for the time without a network: the worker stands and has taken the page over. */
const ready = async (page: Page) => {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await page.reload()
  await settled(page)
  expect(await page.evaluate('!!navigator.serviceWorker.controller')).toBe(true)
}
const write = async (page: Page, reason: string, time: number) => {
  await choose(page, '细则', /代办、帮办事项/, '代办')
  await choose(page, '当天第几次', `第 ${time} 次`)
  await page.getByLabel('事由').fill(reason)
}

test('a deed whose network is cut in the middle arrives exactly once, with its photograph', async () => {
  const reason = `帮苏木邻居代办草场补贴${Date.now() % 100_000}`
  const page = await signIn('c64-dy7', phone, installed)
  await page.goto('/points/enter')
  await page.getByRole('heading', { name: '申报积分' }).waitFor()
  await ready(page)
  await choose(page, '细则', /代办、帮办事项/, '代办')

  await page.context().setOffline(true)
  await write(page, reason, 4)
  await page.locator('input[type=file]').first().setInputFiles(photograph)
  await page.getByRole('img', { name: photograph.name }).waitFor()
  await page.getByRole('button', { name: '提交支部确认' }).click()
  // Said only when the try without a network has failed; the line above the page stands there before.
  await page.getByText('网络不通，已存入待发送').first().waitFor()
  await page.getByText(/1 件待发送/).waitFor()
  await page.getByRole('link', { name: '查看待发送' }).click()
  await page.getByText(reason).waitFor()
  await page.getByRole('img', { name: photograph.name }).waitFor()
  await accessible(page)
  await picture(page, 'offline-outbox')

  // The telephone is put away and taken out again: the app opens without a network, and the deed still waits.
  await page.goto('/points/enter')
  await page.getByRole('heading', { name: '申报积分' }).waitFor()
  await page.getByText(/1 件待发送/).waitFor()
  await picture(page, 'offline-enter')

  // The network returns, but the first answer is lost on its way back: the server has acted, the phone does not know.
  let lost = 0
  await page.route('**/api/slips', async (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.context().setOffline(false)
  await expect.poll(async () => (await slipsOf(page, reason)).total, { timeout: 20_000 }).toBe(1)
  await page.getByText(/件待发送|件没有被接受/).waitFor({ state: 'detached', timeout: 45_000 })
  expect(lost).toBeGreaterThan(1)
  const { total, rows } = await slipsOf(page, reason)
  expect(total).toBe(1)
  expect(rows[0]?.evidence).toHaveLength(1)
})

test('what is half written is still there after the page was closed, and goes when it is emptied', async () => {
  const reason = '清扫嘎查道路积雪'
  const page = await signIn('c64-dy7', phone, installed)
  await page.goto('/points/enter')
  await write(page, reason, 5)
  await page.waitForTimeout(600)
  await page.goto('/points/my-book')
  await page.goto('/points/enter')
  await page.getByText('已接着上次没有提交的内容填写').waitFor()
  expect(await page.getByLabel('事由').inputValue()).toBe(reason)
  await page.getByRole('button', { name: '清空重填' }).click()
  expect(await page.getByLabel('事由').inputValue()).toBe('')
})

test('what the server refuses stays, says why, and can be changed', async () => {
  const reason = `代办医保${Date.now() % 100_000}`
  const page = await signIn('c64-dy8', phone, installed)
  await page.goto('/points/enter')
  await page.getByRole('heading', { name: '申报积分' }).waitFor()
  await settled(page)
  await page.context().setOffline(true)
  // From another telephone, so that this one cannot know.
  const other = await signIn('c64-dy8', phone)
  await other.goto('/points/enter')
  await write(other, reason, 2)
  await other.getByRole('button', { name: '提交支部确认' }).click()
  await other.getByText(/已提交 1 张申报单/).waitFor()
  await write(page, `${reason}又一次`, 2)
  await page.getByRole('button', { name: '提交支部确认' }).click()
  // Said only when the try without a network has failed; the line above the page stands there before.
  await page.getByText('网络不通，已存入待发送').first().waitFor()
  await page.getByText(/1 件待发送/).waitFor()
  await page.context().setOffline(false)
  await page.getByText(/1 件没有被接受/).waitFor({ timeout: 45_000 })
  await page.getByRole('link', { name: '查看待发送' }).click()
  await page.getByText(/没有被接受：.*同一件事不重复计分/).waitFor()
  await picture(page, 'offline-refused')
  await page.getByRole('button', { name: '修改后再提交' }).click()
  await page.getByText('已接着上次没有提交的内容填写').waitFor()
  expect(await page.getByLabel('事由').inputValue()).toBe(`${reason}又一次`)
  await choose(page, '当天第几次', '第 3 次')
  await page.getByRole('button', { name: '提交支部确认' }).click()
  await page.getByText(/已提交 1 张申报单/).waitFor()
  expect((await slipsOf(page, reason)).total).toBe(2)
})
