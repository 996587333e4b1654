/// <reference lib="dom" />
/** Every page of every role's menu, at the desk and on the phone: whole, readable and in Chinese. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessible, desk, goInside, phone, settled, withBrowser } from './browser.ts'

const { signIn, visit } = withBrowser()
const roles = {
  组织部干部: 'zuzhibu',
  苏木镇党委书记: 'shuji4',
  苏木镇组织委员: 'weiyuan4',
  苏木镇考核组: 'kaohe4',
  嘎查村党组织书记: 'c40-shuji',
  嘎查村党务工作者: 'c40-wenshu',
  无职党员: 'c40-dy6',
  督查员: 'ducha',
}
/** Enum words, ids, and what an unset value looks like when it slips through. */
const machineWords =
  /[A-Z]{2,}_[A-Z]+|[0-9a-f]{8}-[0-9a-f]{4}|\b(?:undefined|null|NaN|true|false)\b|\[object/g

function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('response', (answer) => answer.status() >= 400 && faults.push(`${answer.status()} ${answer.url()}`))
  return faults
}

/** What is wrong with what the page shows now. */
async function wrong(page: Page, faults: string[], grave: boolean): Promise<string[]> {
  await page
    .getByRole('main')
    .waitFor()
    .catch(() => faults.push('no main region'))
  await settled(page)
  const found = faults.splice(0)
  const text = await page.locator('body').innerText()
  found.push(...(text.match(machineWords) ?? []).map((word) => `shows "${word}"`))
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (beyond > 0) found.push(`wider than the screen by ${beyond} px`)
  if (grave) await accessible(page).catch((error: Error) => found.push(error.message))
  return found
}

/** Axe looks at each address once a width: the same page of another role has the same bones. */
const looked = new Set<string>()
const first = (width: number, path: string): boolean => looked.size < looked.add(`${width} ${path}`).size

async function menuOf(page: Page): Promise<string[]> {
  const links = page.getByRole('navigation', { name: '主菜单' }).getByRole('link')
  await links.first().waitFor()
  return links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
}

test.each(Object.entries(roles))('%s: every page of the menu', { timeout: 240_000 }, async (_, login) => {
  const wide = await signIn(login, desk)
  const small = await signIn(login, phone)
  const paths = await menuOf(wide)
  expect(paths.length).toBeGreaterThan(2)
  const bad: string[] = []
  await Promise.all(
    [wide, small].map(async (page) => {
      const faults = faultsOf(page)
      const width = page.viewportSize()?.width as number
      for (const path of paths) {
        const fresh = first(width, path)
        // At the desk by the menu, as people go; on the phone by the address, the first time typed, then inside the app.
        if (page === wide)
          await page.getByRole('navigation', { name: '主菜单' }).locator(`a[href="${path}"]`).click()
        else if (fresh) await page.goto(path)
        else await goInside(page, path)
        bad.push(...(await wrong(page, faults, fresh)).map((one) => `${width} ${path}: ${one}`))
      }
    }),
  )
  expect(bad).toEqual([])
})

test('pages that no menu leads to', async () => {
  const bad: string[] = []
  for (const viewport of [desk, phone]) {
    const page = await signIn('zuzhibu', viewport)
    const faults = faultsOf(page)
    for (const path of ['/wall']) {
      await page.goto(path)
      bad.push(...(await wrong(page, faults, true)).map((one) => `${viewport.width} ${path}: ${one}`))
    }
  }
  expect(bad).toEqual([])
})

test('pages open to everybody', async () => {
  const bad: string[] = []
  for (const viewport of [desk, phone]) {
    const page = await visit(viewport)
    const faults = faultsOf(page)
    for (const path of ['/sign-in', '/n', '/o']) {
      await page.goto(path)
      bad.push(...(await wrong(page, faults, true)).map((one) => `${viewport.width} ${path}: ${one}`))
    }
  }
  expect(bad).toEqual([])
})
