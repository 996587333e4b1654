/** What must have come before a page shows anything, weighed from the build itself. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildWeb, webDist } from '../../scripts/build-web.ts'

buildWeb(() => {})

type Manifest = Record<
  string,
  { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }
>
const manifest = JSON.parse(readFileSync(join(webDist, '.vite/manifest.json'), 'utf8')) as Manifest
const entry = 'index.html'
const frame = 'src/app/Frame.tsx'

/** Files of script that these need, with all that they import at once. */
function filesFor(...names: string[]): Set<string> {
  const seen = new Set<string>()
  const add = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const chunk = manifest[name]
    if (!chunk) throw new Error(`the build has no ${name}`)
    chunk.imports?.forEach(add)
  }
  names.forEach(add)
  return new Set([...seen].map((name) => (manifest[name] as { file: string }).file))
}
/** Kilobytes as they travel. */
const weightOf = (file: string): number => {
  const path = join(webDist, file)
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size / 1024
}
const weigh = (files: ReadonlySet<string>) => [...files].reduce((sum, file) => sum + weightOf(file), 0)

const pages = (manifest[entry]?.dynamicImports ?? []).filter((name) => /Page\.tsx$/.test(name))

test('no page needs more than 400 KB of compressed script at first paint', () => {
  expect(pages.length).toBeGreaterThan(60)
  const heavy = pages
    .map((page) => ({ page, weight: weigh(filesFor(entry, frame, page)) }))
    .filter(({ weight }) => weight > 400)
  expect(heavy).toEqual([])
})
test('the sign-in page stands outside the frame, without Ant Design, and is lighter by half', () => {
  const signIn = pages.find((page) => page.endsWith('/SignInPage.tsx')) as string
  const files = filesFor(entry, signIn)
  expect([...filesFor(frame)].some((file) => !files.has(file))).toBe(true)
  expect(weigh(files)).toBeLessThan(200)
})
test('everything that is served as text lies there compressed', () => {
  for (const { file } of Object.values(manifest))
    if (/\.(js|css)$/.test(file) && readFileSync(join(webDist, file)).length >= 1200)
      for (const form of ['br', 'gz'])
        expect(readFileSync(join(webDist, `${file}.${form}`)).length, file).toBeLessThan(
          readFileSync(join(webDist, file)).length,
        )
})
