/** Many PDF files become one, with bookmarks. The first one's statement that it is PDF/A stays the whole's. */
import { createRequire } from 'node:module'
import { basename, dirname } from 'node:path'
import createQpdf from '@neslinesli93/qpdf-wasm'

/** A file to be joined, `pages` long, below a bookmark; its own marks stand at pages of the file, from 1. */
export interface Part {
  file: string
  pages: number
  /** Outermost first: ['查干淖尔苏木', '白音塔拉嘎查']. Neighbours share what they have in common. */
  place: string[]
  marks: { title: string; page: number }[]
  /** A file of one empty page, put behind a part with an odd number of pages. */
  filler?: string | undefined
}
export interface Bookmark {
  title: string
  /** From 0, in the whole. */
  page: number
  below: Bookmark[]
}

const filled = (part: Part): boolean => part.filler !== undefined && part.pages % 2 === 1

/** The tree of bookmarks of these parts in this order. */
export function bookmarksOf(parts: readonly Part[]): Bookmark[] {
  const roots: Bookmark[] = []
  let before = 0
  for (const part of parts) {
    let level = roots
    for (const title of part.place) {
      let last = level.at(-1)
      if (last?.title !== title) level.push((last = { title, page: before, below: [] }))
      level = last.below
    }
    for (const { title, page } of part.marks) level.push({ title, page: before + page - 1, below: [] })
    before += part.pages + (filled(part) ? 1 : 0)
  }
  return roots
}

type PdfObject = Record<string, unknown>
const ref = (number: number) => `${number} 0 R`

/** The outline as objects numbered from `first`, in the JSON in which qpdf takes them; its root is the first. */
export function outlineOf(marks: readonly Bookmark[], pages: readonly string[], first: number): PdfObject[] {
  const objects: PdfObject[] = [{}]
  const put = (list: readonly Bookmark[], parent: number): { count: number; ends: PdfObject } => {
    const numbers = list.map((mark, index) => {
      const own: PdfObject = {
        '/Title': `u:${mark.title}`,
        '/Parent': ref(parent),
        '/Dest': [pages[mark.page], '/Fit'],
      }
      objects.push(own)
      const number = first + objects.length - 1
      if (mark.below.length > 0) {
        const { ends, count } = put(mark.below, number)
        // Closed at first: a county has two thousand.
        Object.assign(own, ends, { '/Count': 0 - count })
      }
      return { own, number, index }
    })
    for (const { own, index } of numbers) {
      const [previous, next] = [numbers[index - 1], numbers[index + 1]]
      if (previous) own['/Prev'] = ref(previous.number)
      if (next) own['/Next'] = ref(next.number)
    }
    const [head, tail] = [numbers[0], numbers.at(-1)]
    return {
      count: list.length,
      ends: head && tail ? { '/First': ref(head.number), '/Last': ref(tail.number) } : {},
    }
  }
  const { count, ends } = put(marks, first)
  objects[0] = { '/Type': '/Outlines', ...ends, '/Count': count }
  return objects
}

interface Qpdf {
  callMain(args: string[]): number
  FS: {
    mkdir(path: string): void
    mount(type: unknown, options: { root: string }, at: string): void
    writeFile(path: string, text: string): void
    readFile(path: string): Uint8Array
  }
  NODEFS: unknown
}
const require = createRequire(import.meta.url)

/** All parts lie in one folder, and so does `file`. Read and written piece by piece: what is held is what points where. */
export async function join(parts: readonly Part[], file: string): Promise<{ pages: number }> {
  const [first] = parts
  if (!first) throw new Error('nothing to join')
  const faults: string[] = []
  const qpdf = (await createQpdf({
    locateFile: () => require.resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm'),
    noInitialRun: true,
    printErr: (line: string) => void faults.push(line),
  } as never)) as unknown as Qpdf
  qpdf.FS.mkdir('/w')
  qpdf.FS.mount(qpdf.NODEFS, { root: dirname(file) }, '/w')
  const run = (...args: string[]) => {
    // 3: done, with warnings.
    if (![0, 3].includes(qpdf.callMain(args))) throw new Error(`qpdf: ${faults.join('; ')}`)
  }
  const ask = (path: string, ...keys: string[]) => {
    run('--json=2', ...keys, path, '/told.json')
    return JSON.parse(Buffer.from(qpdf.FS.readFile('/told.json')).toString('utf8'))
  }
  const inside = (path: string) => `/w/${basename(path)}`
  const bare = `${inside(file)}.bare`
  const pagesOf = (part: Part) => [
    ...[part === first ? '.' : inside(part.file), '1-z'],
    ...(filled(part) ? [inside(part.filler as string), '1'] : []),
  ]
  run(inside(first.file), '--pages', ...parts.flatMap(pagesOf), '--', bare)

  const told = ask(bare, '--json-key=pages', '--json-key=qpdf', '--json-object=trailer') as {
    pages: { object: string }[]
    qpdf: [{ maxobjectid: number }, { trailer: { value: { '/Root': string } } }]
  }
  const root = told.qpdf[1].trailer.value['/Root']
  const key = `obj:${root}`
  const catalog = (
    ask(bare, '--json-key=qpdf', `--json-object=${root.split(' ')[0]},0`) as {
      qpdf: [object, Record<string, { value: PdfObject }>]
    }
  ).qpdf[1][key]?.value
  const next = told.qpdf[0].maxobjectid + 1
  const pages = told.pages.map((page) => page.object)
  const objects = outlineOf(bookmarksOf(parts), pages, next)
  qpdf.FS.writeFile(
    '/outline.json',
    JSON.stringify({
      qpdf: [
        { ...told.qpdf[0], jsonversion: 2, maxobjectid: next + objects.length - 1 },
        {
          [key]: { value: { ...catalog, '/Outlines': ref(next), '/PageMode': '/UseOutlines' } },
          ...Object.fromEntries(objects.map((value, index) => [`obj:${ref(next + index)}`, { value }])),
        },
      ],
    }),
  )
  run(bare, '--update-from-json=/outline.json', '--object-streams=generate', inside(file))
  return { pages: pages.length }
}
