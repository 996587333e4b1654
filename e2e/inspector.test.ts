/** The inspector's walk: from a figure of the report down to the paper behind it, without asking anybody, changing nothing. */
import { expect, test } from 'vitest'
import { settled, withBrowser } from './browser.ts'
import { read } from './steps.ts'

const { signIn } = withBrowser()

interface Slip {
  id: string
  evidence: { id: string }[]
  lines: { bookId: string; slot: number; bookName: string }[]
}

test('from the figure to the photograph', async () => {
  const page = await signIn('ducha')
  await page.goto('/stars/results?year=2025')
  await page.getByText(/2025年度共评定嘎查村党组织103个，其中一类75个/).waitFor()
  // A star of this year's or last year's with a paper under it; which one does not matter.
  const { rows } = await read<{ rows: Slip[] }>(page, '/api/slips?view=all&year=2025&page=1&size=100')
  const slip = rows.find((row) => row.evidence.length > 0 && row.lines.length > 0) as Slip
  const [line] = slip.lines as [Slip['lines'][number]]
  await page.goto(`/stars/why/${line.bookId}/${line.slot}`)
  await page.getByText('积分怎样算出').waitFor()
  await page.getByText(/积分明细（\d+条）/).waitFor()
  await page.getByText('账册校验码').first().waitFor()
  const pictures = page.getByRole('main').locator('img[src*="/api/files/"]')
  await pictures.first().waitFor()
  const file = await page.request.get(`/api/files/${slip.evidence[0]?.id}`)
  expect([file.status(), file.headers()['content-type']]).toEqual([200, 'image/jpeg'])

  // Nowhere on the way may he do anything.
  for (const path of [
    `/points/books/${line.bookId}`,
    '/stars/plaques?year=2025',
    '/stars/year-end?year=2025',
  ]) {
    await page.goto(path)
    await settled(page)
    expect(
      await page.getByRole('button', { name: /^(登记|确认|核查|冲正|订制|授星|启动|退回|发布)/ }).count(),
    ).toBe(0)
  }
  const answer = await page.request.post('/api/slips/confirm', { data: { ids: [slip.id], strike: [] } })
  expect(answer.status()).toBe(403)
})
