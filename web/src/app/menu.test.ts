import { expect, test } from 'vitest'
import { menuFor, phonePlaces, placeOf } from './menu.ts'
import type { MenuGroup, PageRoute } from './page-route.ts'

const page = (
  path: string,
  group: MenuGroup,
  order: number,
  more: Partial<PageRoute['menu']> = {},
): PageRoute => ({
  path,
  title: path,
  load: () => Promise.reject(new Error('not loaded in this test')),
  menu: { group, label: path, order, ...more },
})
const pages = [
  page('/notices', '公示', 1),
  page('/stars/results', '星级管理', 2, { action: 'results.read' }),
  page('/stars/schemes', '星级管理', 1, { action: 'schemes.read', phone: 1 }),
  page('/', '工作台', 1),
  page('/settings', '设置', 1, { action: 'settings.edit' }),
  { ...page('/hidden', '统计', 1), menu: undefined } as unknown as PageRoute,
]

test('groups stand in their order, pages in theirs, and only what may be opened', () => {
  const groups = menuFor(pages, ['results.read', 'schemes.read'])
  expect(groups.map(({ group, pages: inside }) => [group, inside.map(({ path }) => path)])).toEqual([
    ['工作台', ['/']],
    ['星级管理', ['/stars/schemes', '/stars/results']],
    ['公示', ['/notices']],
  ])
})

test('the phone shows what asks for it first, then the first of each group', () => {
  const groups = menuFor(pages, ['results.read', 'schemes.read'])
  expect(phonePlaces(groups).map(({ path }) => path)).toEqual(['/stars/schemes', '/', '/notices'])
})

test('a page below a menu page belongs to it, and only the start itself to the start', () => {
  const groups = menuFor(pages, ['results.read', 'schemes.read'])
  expect(placeOf(groups, '/stars/schemes/17')?.path).toBe('/stars/schemes')
  expect(placeOf(groups, '/')?.path).toBe('/')
  expect(placeOf(groups, '/stars/schemes-old')).toBeUndefined()
})
