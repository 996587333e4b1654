/** A deed on its way: village clerk, secretary, township, the member's book; and why the running quarter stays open. */
import { expect, test } from 'vitest'
import { settled, withBrowser } from './browser.ts'
import { choose } from './form.ts'
import { pixel } from './steps.ts'

const { signIn } = withBrowser()

test('a deed of three members from the entry to their books', async () => {
  const reason = `清理水渠 ${new Date().toISOString().slice(11, 19)}`
  const clerk = await signIn('c66-wenshu')
  await clerk.goto('/points/enter')
  await choose(clerk, '细则', /加5/, '加5')
  await choose(clerk, '记入哪颗星', '服务群众星')
  await clerk.getByLabel('事由').fill(reason)
  const people = clerk
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: /无职党员/ })
    .filter({ hasText: /\+\d/ })
  await people.first().waitFor()
  const names: string[] = []
  for (let at = 0; at < 3; at++) {
    const box = people.nth(at).getByRole('checkbox')
    await box.check()
    names.push(
      (await people.nth(at).locator('label').innerText())
        .split('\n')[0]
        ?.replace('无职党员', '')
        .trim() as string,
    )
  }
  await clerk
    .getByLabel('选择文件')
    .last()
    .setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: pixel })
  await clerk.getByText('3 人，按上限计入').waitFor()
  await clerk
    .getByRole('img', { name: /现场照片/ })
    .or(clerk.getByText('现场照片'))
    .first()
    .waitFor()
  await clerk.getByRole('button', { name: '提交支部确认' }).click()
  await clerk.getByText('已提交 1 张申报单').waitFor()

  for (const [login, act] of [
    ['c66-shuji', '确认'],
    ['weiyuan5', '核查入账'],
  ] as const) {
    const page = await signIn(login)
    await page.goto('/points/checking')
    await settled(page)
    await page.getByRole('textbox', { name: '姓名或事由' }).fill(reason)
    const queue = page.getByRole('region', { name: '待办理的申报单' })
    await queue.getByText('共 1 张').waitFor()
    await queue.getByText(reason).click()
    await page.getByRole('article').getByRole('button', { name: act, exact: true }).click()
    await page.getByText('没有等您办理的申报单').waitFor()
  }

  await clerk.goto(`/points/books?search=${encodeURIComponent(names[0] as string)}`)
  await clerk
    .getByRole('main')
    .getByText(names[0] as string, { exact: true })
    .first()
    .click()
  await clerk.waitForURL(/\/points\/books\/.+/)
  await clerk.getByRole('tab', { name: '共性星 服务群众星' }).click()
  await clerk.getByRole('button', { name: new RegExp(reason) }).click()
  const entry = clerk.getByRole('dialog')
  for (const part of ['登记人', '支部确认', '苏木镇核查', '加5'])
    await entry.getByText(part).first().waitFor()
  await entry.getByRole('button', { name: '查看申报单' }).waitFor()
  expect(await entry.getByText('没有附佐证').count()).toBe(0)
})

test('the board says why the running quarter cannot be closed', async () => {
  const clerk = await signIn('weiyuan5')
  await clerk.goto('/points/quarters')
  await settled(clerk)
  const { today } = (await (await clerk.request.get('/api/identity/me')).json()) as { today: string }
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3)
  await clerk.getByText(`第${quarter}季度`, { exact: true }).click()
  const close = clerk.getByRole('button', { name: /^结账/ })
  expect(await close.getAttribute('aria-disabled')).toBe('true')
  await close.hover()
  await clerk
    .getByRole('tooltip')
    .filter({ hasText: /季度|未办结|结束/ })
    .first()
    .waitFor()
  await clerk
    .getByRole('row')
    .filter({ hasText: /结束|未办结/ })
    .first()
    .waitFor()
})
