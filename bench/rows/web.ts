import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { fastifyStatic } from '@fastify/static'
import fastify from 'fastify'
import { type Browser, chromium } from 'playwright-core'
import { startPlace } from '../a-place.ts'
import { atMost, type Bench, type Finding, median, takeTurns } from '../measure.ts'
import { installPeers, peersFolder } from '../peers.ts'

const places = { 'sign-in': '/sign-in', workbench: '/', results: '/stars/results' }
type Name = keyof typeof places | 'bare'
/** What stands there when the page is whole. */
const whole: Record<Name, string> = {
  'sign-in': 'input[type=password]',
  workbench: '#main h1',
  results: '#main .ant-table-row',
  bare: '.ant-table-row',
}

interface Loaded {
  /** What had come when something was painted, and in the end. */
  script: number
  allScript: number
  total: number
  requests: number
  firstPaint: number
  largestPaint: number
  longTasks: number
}

export default {
  about:
    'Cold loads in Chromium at a quarter of its speed, beside a page with nothing but React, Ant Design and one table, built by the same bundler and served compressed by the same server.',
  async run({ rounds, log }) {
    installPeers()
    log('building the bare page, starting the demo county')
    const bare = await bareServer()
    const place = await startPlace()
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    const loads: Record<Name, Loaded[]> = { 'sign-in': [], workbench: [], results: [], bare: [] }
    const once = (name: Name, address: string, login?: string) => async () => {
      const loaded = await load(browser, address, whole[name], login && { place: place.address, login })
      loads[name].push(loaded)
      return loaded.firstPaint
    }
    try {
      // What the system reads from its disk for the first time belongs to no page.
      await load(browser, bare.address, whole.bare)
      await load(browser, place.address + places['sign-in'], whole['sign-in'])
      await takeTurns(rounds, {
        'sign-in': once('sign-in', place.address + places['sign-in']),
        workbench: once('workbench', place.address + places.workbench, 'zuzhibu'),
        results: once('results', place.address + places.results, 'zuzhibu'),
        bare: once('bare', bare.address),
      })
    } finally {
      await browser.close()
      await place.stop()
      await bare.close()
    }
    const of = (name: Name, key: keyof Loaded) => loads[name].map((one) => one[key])
    return (Object.keys(places) as (keyof typeof places)[]).flatMap((name): Finding[] => {
      const figure = (what: string, unit: string, key: keyof Loaded): Finding => ({
        what: `${name}: ${what}`,
        unit,
        ours: of(name, key),
        beside: { name: 'bare page', values: of('bare', key) },
      })
      const paint = figure('first paint', 'ms', 'firstPaint')
      const script = figure('compressed script at first paint', 'KB', 'script')
      return [
        {
          ...paint,
          goal: atMost(1.2, median(paint.ours) / median(of('bare', 'firstPaint')), '≤ 1.2 × the bare page'),
        },
        { ...script, goal: atMost(400, median(script.ours), '≤ 400 KB') },
        figure('all compressed script', 'KB', 'allScript'),
        figure('all bytes', 'KB', 'total'),
        figure('requests', '', 'requests'),
        figure('largest contentful paint', 'ms', 'largestPaint'),
        figure('in long tasks', 'ms', 'longTasks'),
      ]
    })
  },
} satisfies Bench

async function bareServer() {
  const root = join(peersFolder, 'page')
  const outDir = join(root, 'dist')
  rmSync(outDir, { recursive: true, force: true })
  const { build } = await import('vite')
  await build({ root, configFile: false, logLevel: 'error', build: { outDir, target: 'es2022' } })
  for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = join(entry.parentPath, entry.name)
      writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
    }
  const app = fastify()
  await app.register(fastifyStatic, { root: outDir, preCompressed: true })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return { address, close: () => app.close() }
}

/** A browser that has never been here, until nothing loads any more. */
async function load(
  browser: Browser,
  address: string,
  ready: string,
  who?: '' | { place: string; login: string },
): Promise<Loaded> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
    locale: 'zh-CN',
  })
  if (who)
    await context.request.post(`${who.place}/api/identity/sign-in`, {
      data: { login: who.login, password: 'xinghe-demo' },
      failOnStatusCode: true,
    })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const types = new Map<string, string>()
  const loaded = { allScript: 0, total: 0, requests: 0 }
  devtools.on('Network.responseReceived', ({ requestId, type }) => void types.set(requestId, type))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    loaded.requests++
    loaded.total += encodedDataLength / 1024
    if (types.get(requestId) === 'Script') loaded.allScript += encodedDataLength / 1024
  })
  page.setDefaultTimeout(120_000)
  await page.goto(address)
  await page.locator(ready).first().waitFor()
  await page.locator('.ant-skeleton-active').waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
  const painted = await page.evaluate(`new Promise((done) => {
    const seen = { firstPaint: 0, largestPaint: 0, longTasks: 0 }
    const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
    watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') seen.firstPaint = entry.startTime })
    watch('largest-contentful-paint', (entry) => { seen.largestPaint = entry.startTime })
    watch('longtask', (entry) => { seen.longTasks += entry.duration })
    setTimeout(() => {
      const before = performance.getEntriesByType('resource').filter((file) => /\\.js$/.test(file.name) && file.responseEnd <= seen.firstPaint)
      done({ ...seen, script: before.reduce((sum, file) => sum + file.encodedBodySize, 0) / 1024 })
    }, 2000)
  })`)
  await context.close()
  return { ...loaded, ...(painted as Pick<Loaded, 'script' | 'firstPaint' | 'largestPaint' | 'longTasks'>) }
}
