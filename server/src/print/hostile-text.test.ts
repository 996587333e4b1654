/** What a person writes is set as it stands: Typst's own signs in a name or a reason do nothing. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as given from './given.ts'
import {
  bookPdf,
  doorPlatePdf,
  minutesPdf,
  noticePdf,
  objectionPdf,
  plaquePdf,
  summaryPdf,
  whyPdf,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'print-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = new Date('2026-03-05T02:00:00Z')
const textOf = (pdf: Buffer): string => {
  const file = join(folder, 'sheet.pdf')
  writeFileSync(file, pdf)
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
}

const markup = [
  '#import "kit.typ": *',
  '#read("/etc/passwd")',
  '#panic("x")',
  '@ref <label>',
  '*b* _i_ $1/0$',
  '\\u{41} // c /* d */',
  '= h',
  '<script>alert(1)</script>',
]
const [row] = given.memberNotice.table.rows

test.each(markup)('%s', (text) => {
  const flat = text.replace(/\s/g, '')
  const sheets = {
    plaque: plaquePdf({ ...given.plaque, organisation: text, issuer: text }, at),
    'door plate': doorPlatePdf({ ...given.doorPlate, memberName: text, organisation: text }, at),
    why: whyPdf({ ...given.whyOf(2), subject: text, missing: [text], printed: text }, at),
    notice: noticePdf(
      {
        ...given.memberNotice,
        title: text,
        paragraphs: [text],
        table: { kind: 'members', rows: [{ ...row, name: text, branch: text } as never] },
      },
      at,
    ),
    book: bookPdf(
      {
        ...given.bookOf(1),
        name: text,
        entries: given.bookOf(1).entries.map((entry) => ({ ...entry, reason: text, signedBy: text })),
      },
      at,
    ),
    objection: objectionPdf({ ...given.objection, objector: text, content: text, answer: text }, at),
    summary: summaryPdf(
      { ...given.yearSummary, rows: [{ name: text, year: '1', quarters: ['', '', '', ''] }] },
      at,
    ),
    minutes: minutesPdf({ ...given.minutes, chair: text, proceedings: [text], decisions: [text] }, at),
  }
  for (const [name, pdf] of Object.entries(sheets)) expect(textOf(pdf), name).toContain(flat)
})
