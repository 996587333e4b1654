/// <reference lib="dom" />
/** Markup in the name of a village, of a person and in a reason: every page shows it as text, and nothing runs. */
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { desk, goInside, phone, settled, withBrowser } from './browser.ts'
import { read } from './steps.ts'

const { signIn } = withBrowser()
const image = '<img src=x onerror=alert(1)>'
const script = `"'><script>alert(2)</script>`
const formula = `=cmd()&{{7*7}}\${alert(3)}`

interface Unit {
  id: string
  kind: string
  name: string
  shortName: string
  partyOrgName: string | null
  partyOrgKind: string | null
  villageType: string | null
}
interface Person {
  id: string
  name: string
}
const put = async (page: Page, path: string, data: unknown) => {
  const answer = await page.request.put(path, { data })
  expect(answer.status(), await answer.text()).toBe(200)
}
/** Names go back to what they were: other journeys come to the same county. */
const putBack: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const act of putBack) await act()
})

/** What happened that should not: a dialog, a picture of that name, something the policy had to stop. */
async function watched(page: Page): Promise<() => Promise<string[]>> {
  const found: string[] = []
  page.on('dialog', async (dialog) => {
    found.push(`dialog ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on(
    'console',
    (message) => /Content Security|Refused to/.test(message.text()) && found.push(message.text()),
  )
  page.on('pageerror', (error) => found.push(error.message))
  page.on('request', (request) => request.url().endsWith('/x') && found.push('the picture was asked for'))
  return async () => {
    if ((await page.locator('img[src="x"]').count()) > 0) found.push(`a picture on ${page.url()}`)
    return found
  }
}

test('every page of those who see them', { timeout: 300_000 }, async () => {
  const department = await signIn('zuzhibu')
  const clerk = await signIn('c88-wenshu')
  const [village] = await read<Unit[]>(clerk, '/api/org/units?kind=VILLAGE')
  if (!village) throw new Error('no village')
  const { id, name, shortName, partyOrgName, partyOrgKind, villageType } = village
  const before = { name, shortName, partyOrgName, partyOrgKind, villageType }
  putBack.push(() => put(department, `/api/org/units/${id}`, before))
  await put(department, `/api/org/units/${id}`, {
    ...before,
    name: image,
    shortName: image,
    partyOrgName: script,
  })
  const { rows } = await read<{ rows: Person[] }>(clerk, `/api/org/people?unitId=${id}&who=members`)
  for (const [at, text] of [image, script, formula].entries()) {
    const person = rows[at] as Person
    putBack.push(() => put(department, `/api/org/people/${person.id}`, { name: person.name }))
    await put(department, `/api/org/people/${person.id}`, { name: text })
  }
  const seen = new Map<string, string>()
  const pages = [department, clerk, await signIn('c88-shuji', phone), await signIn('c88-shuji', desk)]
  for (const page of pages) {
    const found = await watched(page)
    await page.goto('/')
    await settled(page)
    const links = page.getByRole('navigation', { name: '主菜单' }).getByRole('link')
    const paths =
      page.viewportSize()?.width === desk.width
        ? await links.evaluateAll((all) =>
            all.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
          )
        : ['/points/enter', '/points/books', '/points/quarters', '/notices', '/account']
    for (const path of [...paths, `/org/people/${rows[0]?.id}`, '/search?q=alert', '/n']) {
      await goInside(page, path)
      await settled(page)
      seen.set(path, `${seen.get(path) ?? ''}${await page.locator('body').innerText()}`)
    }
    expect(await found()).toEqual([])
  }
  for (const path of ['/org/people', '/points/enter', '/points/books', `/org/people/${rows[0]?.id}`])
    expect(seen.get(path), path).toContain(image)
})

test('and if a page did write it as markup, the policy would stop it', async () => {
  const page = await signIn('zuzhibu')
  await settled(page)
  const stopped = await page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        // Each attribute is reported by itself.
        const seen = new Set<string>()
        document.addEventListener('securitypolicyviolation', (event) => {
          seen.add(event.effectiveDirective)
          if (seen.size === 2) done([...seen].sort())
        })
        const box = document.createElement('div')
        box.innerHTML = '<img src="/none.png" onload="window.hit=1" onerror="window.hit=1">'
        const inline = document.createElement('script')
        inline.textContent = 'window.hit = 1'
        document.body.append(box, inline)
        setTimeout(() => done([...seen]), 5000)
      }),
  )
  expect(stopped).toEqual(['script-src-attr', 'script-src-elem'])
  expect(await page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined()
})
