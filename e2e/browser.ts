/// <reference lib="dom" />
/** A real browser: pages by person and by width, pictures into e2e/shots, and axe on what is shown. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }
const password = 'xinghe-demo'
const shots = join(import.meta.dirname, 'shots')

/** The shell has no windows of its own to draw: pages come in half the time. Both are the same Chromium. */
const program = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((file) => existsSync(file))

/** Opens one browser for the file; `signIn` gives a page of a person. */
export function withBrowser() {
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    browser = await chromium.launch({
      ...(program && { executablePath: program }),
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser?.close()
  })
  const open = async (
    viewport: { width: number; height: number },
    options: BrowserContextOptions = {},
  ): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: inject('baseUrl'),
      viewport,
      serviceWorkers: 'block',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      isMobile: viewport.width < 600,
      hasTouch: viewport.width < 600,
      // A press that falls on something still growing may miss it.
      reducedMotion: 'reduce',
      ...options,
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    watch(page)
    return page
  }
  return {
    /** A visitor without sign-in. */
    visit: open,
    async signIn(login: string, viewport = desk, options: BrowserContextOptions = {}): Promise<Page> {
      const page = await open(viewport, options)
      const answer = await page.request.post('/api/identity/sign-in', { data: { login, password } })
      expect(answer.status(), `sign-in of ${login}`).toBe(200)
      await page.goto('/')
      return page
    },
  }
}

/** Requests under way, by page. */
const underWay = new WeakMap<Page, { count: number; last: number }>()
function watch(page: Page): void {
  const state = { count: 0, last: Date.now() }
  const count = (by: number) => () => Object.assign(state, { count: state.count + by, last: Date.now() })
  page.on('request', count(1))
  page.on('requestfinished', count(-1))
  page.on('requestfailed', count(-1))
  underWay.set(page, state)
}

/** Waits until nothing loads any more: quiet for a moment, also after a step inside the app. */
export const settled = async (page: Page): Promise<void> => {
  const state = underWay.get(page)
  for (const until = Date.now() + 10_000; Date.now() < until; await page.waitForTimeout(40))
    if (!state || (state.count <= 0 && Date.now() - state.last > 160)) break
  await page
    .locator('.ant-skeleton-active, .ant-spin-spinning')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => {})
}

/** As the browser's own buttons do: the address changes, the app stays loaded. What it then asks for is waited for by `settled`. */
export async function goInside(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to)
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }))
  }, path)
  Object.assign(underWay.get(page) ?? {}, { last: Date.now() })
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true })
  await settled(page)
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}

/** Of a long list the first lines are looked at: the others have the same bones, and axe takes its time. */
const firstLines = 'tbody > tr:nth-child(n + 9), main li:nth-child(n + 25) { display: none !important }'

/** No serious or critical violation on what is shown now. */
export async function accessible(page: Page): Promise<void> {
  const style = await page.addStyleTag({ content: firstLines })
  // No page of ours holds frames; without this a blank page is opened for each look.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  await style.evaluate((element) => (element as unknown as { remove(): void }).remove())
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    grave.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    ),
  ).toEqual([])
}
