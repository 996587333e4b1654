import type { Locator, Page } from 'playwright-core'

/** Opens the select of this name, types what narrows it, and takes the entry. */
export async function choose(
  page: Page | Locator,
  label: string | RegExp,
  entry: string | RegExp,
  typed?: string,
): Promise<void> {
  const root = 'page' in page ? page.page() : page
  const box = page.getByRole('combobox', { name: label, exact: typeof label === 'string' })
  await box.click()
  if (typed) await box.fill(typed)
  // The list is drawn beside the page, in pieces: the entry is looked for where it can be seen.
  await root
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: entry })
    .first()
    .click()
}

/** Presses an act, writes the reason when one is asked for, and says yes. */
export async function ask(page: Page, act: string, why?: string): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click()
  const question = page.getByRole('dialog')
  if (why) await question.getByRole('textbox').fill(why)
  await question.getByRole('button', { name: act, exact: true }).click()
  await gone(question)
}

/** Waits until the question or drawer has closed; when it stays, the failure says what it shows. */
export async function gone(dialog: Locator): Promise<void> {
  await dialog.waitFor({ state: 'detached' }).catch(async (cause) => {
    throw new Error(`It stayed open: ${await dialog.innerText().catch(() => '')}`, { cause })
  })
}
