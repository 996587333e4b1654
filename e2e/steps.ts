/** Steps that several journeys take: reading and sending as a page's person, drawers, the year end of a township. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ask, gone } from './form.ts'

export const read = async <T>(page: Page, path: string): Promise<T> => {
  const answer = await page.request.get(path)
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200)
  return (await answer.json()) as T
}
/** Hands in what other screens of the same kind would: never the only way in which a journey does a thing. */
export const send = async (page: Page, path: string, data: unknown): Promise<void> => {
  const answer = await page.request.post(path, { data, headers: { 'idempotency-key': crypto.randomUUID() } })
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200)
}

/** The smallest picture there is: one grey pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

/** Fills a drawer's fields by their labels. */
export const fill = async (page: Page, fields: Record<string, string>): Promise<void> => {
  for (const [label, text] of Object.entries(fields))
    await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(text)
}
/** Presses the drawer's act and waits until it has closed. */
export const hand = async (page: Page, act: string): Promise<void> => {
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: act, exact: true }).click()
  await gone(drawer)
}

export interface Board {
  rows: { villageName: string; org: { sheetId: string }; member: { sheetId: string } }[]
  org: { id: string }
  member: { id: string }
}
export const boardOf = async (page: Page, year: number): Promise<Board> => {
  const { townships } = await read<{ townships: { townshipId: string }[] }>(
    page,
    `/api/year-end?year=${year}`,
  )
  return read(page, `/api/year-end/townships/${townships[0]?.townshipId}?year=${year}`)
}

export const minutes = {
  应到委员: '9',
  实到委员: '8',
  赞成: '8',
  反对: '0',
  弃权: '0',
  会议记录: '听取考核组汇报，逐一审议，综合评定星级。',
}

/** The notice has run: the township ends it and files the results, the county confirms them. */
export async function fileAndConfirm(secretary: Page, department: Page, address: string): Promise<void> {
  await secretary.goto(address)
  await ask(secretary, '结束公示')
  await secretary.getByRole('button', { name: '上报旗委组织部' }).click()
  await secretary.getByRole('dialog').getByRole('button', { name: /上报/ }).click()
  await secretary.getByText('待旗级确认').first().waitFor()
  await department.goto(address)
  await ask(department, '备案确认')
  await department.getByText('旗级已确认').first().waitFor()
}
