/** From an empty place to the guide: the county is founded by the code from the console, its officer signs in with the slip. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totpOf } from '../server/src/identity/spend-code.ts'
import { type Started, startServer } from '../server/src/main.ts'
import { type StartedPostgres, startPostgres } from '../server/src/platform/embedded-postgres.ts'
import { asOwner } from '../server/src/platform/owner.ts'
import { accessible, desk, phone, picture, settled, withBrowser } from './browser.ts'
import { createDatabase } from './create-database.ts'

const { visit } = withBrowser()
const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-first-run-'))
const given = process.env.TEST_DATABASE_URL
let postgres: StartedPostgres | undefined
let place: Awaited<ReturnType<typeof createDatabase>>
let server: Started
const start = (ownerUrl: string, demo: boolean) =>
  startServer({
    ownerUrl,
    dataDir,
    host: '127.0.0.1',
    port: 0,
    demo,
    webDist: join(import.meta.dirname, '../web/dist'),
  })
beforeAll(async () => {
  postgres = given ? undefined : await startPostgres({ dataDir, fsync: false })
  place = await createDatabase(given ?? (postgres?.ownerUrl as string))
})
afterAll(async () => {
  await server?.close()
  await place?.drop()
  await postgres?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('an empty start refuses demo data; a place kept for a county stays empty at a plain start', async () => {
  const other = await createDatabase(given ?? (postgres?.ownerUrl as string))
  try {
    await (await start(other.ownerUrl, false)).close()
    const owner = await asOwner(other.ownerUrl)
    await owner.mark('demo world begun')
    await owner.close()
    await expect(start(other.ownerUrl, false)).rejects.toThrow(/Demo data stands in .*DATA_DIR=/)
  } finally {
    await other.drop()
  }

  server = await start(place.ownerUrl, false)
  const { setUpCode } = server
  expect(setUpCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  await server.close()
  // As `npm start` without anything, on the next morning.
  server = await start(place.ownerUrl, true)
  expect(server.demoAccounts).toEqual([])
  expect(server.setUpCode).not.toBe(setUpCode)
})

const write = async (page: Page, fields: Record<string, string>) => {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
}

// 依据: axe looks at three pages here, and each password takes its time on a busy machine.
test('the county is founded, the officer changes the one-time password and sees the guide', {
  timeout: 300_000,
}, async () => {
  const page = await visit(desk, { baseURL: server.address, acceptDownloads: true })
  await page.goto('/')
  await page.getByRole('heading', { name: '建立旗县' }).waitFor()
  expect(await page.locator('body').innerText()).not.toContain('演示')
  const found = page.getByRole('button', { name: '建立旗县并开通账号' })
  await found.click()
  await page.getByText('请填写行政区划代码').waitFor()
  await write(page, {
    名称: '青原旗',
    简称: '青原',
    行政区划代码: '990001',
    组织部干部: '乌云高娃',
    系统管理员: '陈立新',
    安全保密管理员: '赵文静',
    安全审计员: '陈立新',
    设置码: 'AAAA-AAAA',
  })
  await found.click()
  await page.getByText(/设置码不对/).waitFor()
  await accessible(page)
  await picture(page, 'found-form')
  await write(page, { 设置码: (server.setUpCode ?? '').toLowerCase() })
  await found.click()
  await page.getByText(/与系统管理员同名/).waitFor()
  await write(page, { 安全审计员: '哈斯巴根' })
  await found.click()

  await page.getByRole('heading', { name: '旗县已建立' }).waitFor()
  await accessible(page)
  await picture(page, 'founded')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载账号条（PDF）' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('青原账号条.pdf')
  const own = page.getByRole('listitem').filter({ hasText: '组织部干部' })
  const password = (await own.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/).textContent()) as string
  await page.getByRole('button', { name: '已经保存，去登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '已经保存，去登录' }).click()

  const next = 'Cao-yuan-xing-2026'
  await write(page, { 账号: 'wuyungaowa', 密码: password })
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '修改密码' }).waitFor()
  await write(page, { 现在的密码: password, 新密码: next, 再填一次新密码: next })
  await page.getByRole('button', { name: '保存新密码' }).click()
  // Whoever sees a whole county signs in with a second factor.
  await page.getByLabel('登录密码').fill(next)
  await page.getByRole('button', { name: '下一步' }).click()
  const secret = (await page.locator('.xh-factor-secret').innerText()).replaceAll(' ', '')
  await page.getByLabel('手机上显示的六位数字').fill(totpOf(secret).generate())
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await page.getByText('恢复码').first().waitFor()

  await page.goto('/')
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '启用向导' }).click()
  await page.getByText('六步中已完成').waitFor()
  await settled(page)
  expect(await page.getByRole('main').innerText()).toMatch(/还没有导入/)
  await accessible(page)
  await picture(page, 'guide-empty')

  // The address of the founding is closed from now on.
  const visitor = await visit(phone, { baseURL: server.address })
  await visitor.goto('/setup/found')
  await visitor.getByText('这里已经建有旗县').waitFor()
})
