/** No text of a person is handed to the browser as markup or as a programme. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const web = join(import.meta.dirname, '../../web')
const raw =
  /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function\(|srcDoc|javascript:/i

test('raw markup is found where it stands', () => {
  for (const line of [
    '<p dangerouslySetInnerHTML={x} />',
    'a.innerHTML = name',
    'href="javascript:x"',
    'eval(x)',
  ])
    expect(line).toMatch(raw)
})
test('no screen writes raw markup, and the page has no script of its own', () => {
  const sources = readdirSync(join(web, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )
  expect(sources.length).toBeGreaterThan(150)
  expect(sources.filter((name) => raw.test(readFileSync(join(web, 'src', name), 'utf8')))).toEqual([])
  const page = readFileSync(join(web, 'index.html'), 'utf8')
  for (const [script] of page.matchAll(/<script.*?<\/script>/gs))
    expect(script).toMatch(/ src="[^"]+"><\/script>$/)
  expect(page).not.toMatch(/ on\w+=/)
})
