/** Next year's scheme: drafted from the example, found wanting, returned, mended, approved and published. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, withBrowser } from './browser.ts'
import { ask, choose } from './form.ts'

const { signIn } = withBrowser()
const reason = '请在学习提高星写明由谁核查。'

const reload = async (page: Page) => {
  await page.reload()
  await settled(page)
}

test('from the example to the published scheme, with one return', async () => {
  const clerk = await signIn('weiyuan3')
  const next =
    Number((await clerk.request.get('/api/identity/me').then((answer) => answer.json())).today.slice(0, 4)) +
    1
  await clerk.goto('/stars/schemes')
  await clerk.getByRole('button', { name: '起草方案' }).click()
  const drawer = clerk.getByRole('dialog', { name: '起草设星方案' })
  await drawer.getByRole('radio', { name: '党员' }).check()
  await choose(drawer, '年度', `${next}年`)
  await choose(drawer, '范例', /边境/)
  await drawer.getByRole('button', { name: '开始起草' }).click()
  await clerk.waitForURL(/\/stars\/schemes\/.+/)

  // 5 + 3 + 2, complete as it comes.
  await clerk.getByText(/共性星 5 颗、职责星 3 颗，自选星库不少于 2 颗/).waitFor()
  await clerk.getByText('已经齐全，可以提交').waitFor()
  const points = clerk.getByRole('spinbutton', { name: /^细则 1\.1 分值/ })
  const whole = await points.inputValue()
  const cap = clerk.getByRole('spinbutton', { name: /^细则 1\.1 年度上限/ })
  const wholeCap = await cap.inputValue()
  await cap.fill('4')
  await cap.blur()
  await clerk.getByText(/还缺 \d+ 处/).waitFor()
  await clerk.getByRole('button', { name: /学习提高星.*基础分合计 9 分，还差 1 分/ }).waitFor()
  expect(await clerk.getByRole('button', { name: '提交组织部审核' }).getAttribute('aria-disabled')).toBe(
    'true',
  )
  await cap.fill(wholeCap)
  await cap.blur()
  expect(await points.inputValue()).toBe(whole)
  await clerk.getByText('已经齐全，可以提交').waitFor()
  await ask(clerk, '提交组织部审核')
  await clerk
    .getByText('待审核')
    .or(clerk.getByText('审核中'))
    .or(clerk.getByText(/已提交/))
    .first()
    .waitFor()
  const address = new URL(clerk.url()).pathname

  const department = await signIn('zuzhibu')
  await department.goto(address)
  await department.getByText('完整性检查：没有缺项').waitFor()
  await ask(department, '退回修改', reason)

  await reload(clerk)
  await clerk.getByText(`退回：${reason}`).first().waitFor()
  await clerk
    .getByRole('textbox', { name: '细则 1.1 内容' })
    .fill('参加支部学习、党课，每次，由党务工作者核对签到表')
  await clerk.getByRole('button', { name: '保存', exact: true }).click()
  await clerk.getByText('没有未保存的修改').waitFor({ state: 'attached' })
  await ask(clerk, '提交组织部审核')

  await reload(department)
  await department.getByText('由党务工作者核对签到表').first().waitFor()
  await ask(department, '批准')

  await reload(clerk)
  await ask(clerk, '发布')
  await clerk.getByText('已发布').first().waitFor()
  for (const step of ['退回', '批准', '发布']) await clerk.getByText(step, { exact: true }).first().waitFor()
})
