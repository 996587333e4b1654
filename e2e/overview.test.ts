/// <reference lib="dom" />
/** The overview with its charts, the rows behind them, and the wall. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accessible, desk, phone, picture, settled, withBrowser } from './browser.ts'

const { signIn } = withBrowser()
const card = (page: Page, title: string) =>
  page.locator('.xh-chart').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
/** Every chart is drawn: an image with a drawing in it. */
const drawn = async (page: Page) => {
  await page.getByRole('heading', { name: '没有佐证的积分' }).waitFor()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.xh-chart [role=img]')].every((box) => box.querySelector('canvas')),
  )
  await settled(page)
}

describe.each([
  ['desk', desk],
  ['phone', phone],
] as const)('the overview at the %s', (name, viewport) => {
  test('agrees with the results, and each figure leads to its rows', { timeout: 120_000 }, async () => {
    const page = await signIn('zuzhibu', viewport)
    await page.goto('/reports/overview?year=2025')
    await drawn(page)
    await accessible(page)
    await picture(page, `overview-${name}`)

    const classes = card(page, '类别')
    await classes.getByText('表', { exact: true }).click()
    const rows = classes.locator('tbody tr')
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^一类\s+75$/),
      expect.stringMatching(/^二类\s+28$/),
      expect.stringMatching(/^三类\s+0$/),
    ])
    await accessible(page)

    const stars = card(page, '各星获得情况')
    await stars.getByText('表', { exact: true }).click()
    const won = stars.locator('tbody tr').first().getByRole('button').first()
    const count = Number(await won.innerText())
    await won.click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('link', { name: '看依据' }).first().waitFor()
    expect(count).toBeGreaterThan(50)
    expect(await sheet.getByRole('link', { name: '看依据' }).count()).toBe(50)
    await page.keyboard.press('Escape')

    await classes.getByRole('link', { name: '二类2025年28个' }).click()
    await page.waitForURL(/\/stars\/results\?.*class=II/)
  })
})

test('a township sees itself, in larger type too', { timeout: 90_000 }, async () => {
  const page = await signIn('shuji1')
  await page.goto('/reports/overview?year=2025')
  await drawn(page)
  await page.getByRole('button', { name: '长辈版' }).click()
  await drawn(page)
  await accessible(page)
  await picture(page, 'overview-township-elder')
})

describe('the wall', () => {
  test.each([
    [1920, 1080],
    [3840, 2160],
  ])('fills %i × %i', { timeout: 90_000 }, async (width, height) => {
    const page = await signIn('zuzhibu', { width, height })
    await page.goto('/reports/overview')
    await page.getByRole('link', { name: '大屏' }).click()
    await page.waitForURL(/\/wall/)
    await page.locator('.wall-figures').waitFor()
    const fits = await page.evaluate(() => [
      document.documentElement.scrollWidth - innerWidth,
      document.documentElement.scrollHeight - innerHeight,
      ...[...document.querySelectorAll('.wall-tile, .wall-villages, .wall-key, .wall-notices')].map(
        (box) => box.scrollHeight - box.clientHeight,
      ),
    ])
    expect(Math.max(...fits)).toBeLessThanOrEqual(1)
    expect(await page.locator('.wall-villages li').count()).toBe(103)
    expect(await page.locator('.wall-villages .wall-ten').count()).toBe(15)
    expect(await page.locator('.wall-villages .wall-II').count()).toBe(28)
    await accessible(page)
    await picture(page, `wall-${width}`)
  })

  test('goes on with the last figures when the network is cut', { timeout: 90_000 }, async () => {
    const page = await signIn('zuzhibu', { width: 1920, height: 1080 })
    await page.clock.install()
    await page.goto('/wall')
    await page.getByText('数据截至').waitFor()
    await page.context().setOffline(true)
    for (let minute = 0; minute < 4; minute++) await page.clock.runFor('01:00')
    await page.getByText(/网络中断，以下为 \d+年\d+月\d+日 \d+:\d+/).waitFor()
    expect(await page.locator('.wall-villages li').count()).toBe(103)
    await page.context().setOffline(false)
    for (let minute = 0; minute < 2; minute++) await page.clock.runFor('01:00')
    await page.getByText('数据截至').waitFor()
  })
})
