/** What people type, and what it means; laws for whatever else they may type. */
import { checkCharacter } from '@xinghe/contract/personal-fields'
import { formatPoints, isLocalDate } from '@xinghe/contract/values'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CellForm, quoted, readCell, tidyName, withoutNumbers } from './cells.rules.ts'
import { findHeading, isData, missingIn } from './heading.rules.ts'

type Raw = string | number | boolean | Date | null
const reading = (form: CellForm, raw: Raw, more: { required?: boolean } = {}) =>
  readCell(raw, {
    title: '栏目',
    form,
    choices: [{ word: '正式党员', code: 'FULL', synonyms: ['正式', '“正式”'] }],
    ...more,
  })
/** A fault behind '!', for the table below; text may begin with one itself, so the laws ask `reading`. */
const read = (...asked: Parameters<typeof reading>) => {
  const got = reading(...asked)
  return 'fault' in got ? `!${got.fault}` : got.value
}
const first = '99000119800301003'
const id = first + checkCharacter(first)

test.each<[CellForm, Raw, unknown]>([
  ['text', ' 甲　乙\n丙 ', '甲 乙 丙'],
  ['text', 'ＡＢ１２', 'AB12'],
  ['text', 12.5, '12.5'],
  ['text', 0.1 + 0.2, '0.3'],
  ['text', true, '是'],
  ['name', ' 乌云 其其格 ', '乌云其其格'],
  ['name', '巴特尔．苏和', '巴特尔·苏和'],
  ['name', '巴特尔•苏和·', '巴特尔·苏和'],
  ['day', '2024-03-01', '2024-03-01'],
  ['day', '2024.3.1', '2024-03-01'],
  ['day', 20240301, '2024-03-01'],
  ['day', '2024年3月1日', '2024-03-01'],
  ['day', '2024/3/1 0:00:00', '2024-03-01'],
  ['day', new Date('2024-03-01T00:00:00Z'), '2024-03-01'],
  ['day', 45352, '2024-03-01'],
  ['day', '２０２４年３月', '2024-03-01'],
  ['day', '2024.10', '2024-10-01'],
  ['points', '2.5分', 250],
  ['points', -1.25, -125],
  ['points', '1,000', 100000],
  ['whole', '12户', 12],
  ['whole', 3, 3],
  ['choice', '正 式', 'FULL'],
  ['choice', '正式党员', 'FULL'],
  ['idNumber', ` ${id.slice(0, 6)} ${id.slice(6).toLowerCase()}`, id],
  ['phone', '139-1234-0001', '13912340001'],
  ['phone', '+86 13912340001', '13912340001'],
  ['phone', 13912340001, '13912340001'],
  ['bankAccount', '6222 0000 0000 0000', '6222000000000000'],
])('%s %j → %j', (form, raw, value) => expect(read(form, raw)).toBe(value))

test.each<[CellForm, Raw, string]>([
  ['day', '2024-02-30', '没有2024-02-30这一天'],
  ['day', '2024', '只有年份'],
  ['day', 2024.1, '分不清是1月还是10月'],
  ['day', '去年', '读不出来'],
  ['points', '2.555', '最多两位小数'],
  ['whole', '1.5', '不是整数'],
  ['choice', '候补', '请填写：正式党员'],
  ['idNumber', 990001198003010000, '存成了数字'],
  ['idNumber', '9.90001E+17', '存成了数字'],
  ['bankAccount', 6222000000000000, '存成了数字'],
  ['phone', '12345', '11位手机号'],
  ['text', '#REF!', '公式出错'],
])('%s %j is a fault: %s', (form, raw, says) => expect(read(form, raw)).toContain(says))

test.each(['无', ' — ', '－－', '/', '', '　', null, '没有', '暂无'])('%j is empty', (raw) => {
  expect(read('text', raw)).toBe(null)
  expect(read('idNumber', raw)).toBe(null)
  expect(read('name', raw, { required: true })).toContain('必须填写')
})

describe('laws', () => {
  const forms: CellForm[] = [
    'text',
    'name',
    'day',
    'points',
    'whole',
    'choice',
    'idNumber',
    'phone',
    'bankAccount',
  ]
  const raws = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.boolean(),
    fc.date({ noInvalidDate: false }),
    fc.constant(null),
    fc.stringMatching(/^[\dXx .年月日/-]{0,24}$/),
  )
  test('whatever stands there, it is a value or a fault, and what was read reads the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), raws, (form, raw) => {
        const got = reading(form, raw)
        if ('fault' in got) return
        const { value } = got
        if (value === null || form === 'choice') return
        const again = form === 'points' ? formatPoints(value as number) : (value as string | number)
        expect(reading(form, again)).toEqual({ value })
        if (form === 'day') expect(isLocalDate(String(value))).toBe(true)
      }),
    )
  })
  test('no message repeats a number of somebody', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.stringMatching(/^\d{8,19}[Xx]?$/),
        fc.string({ maxLength: 3 }),
        (form, number, beside) => {
          const got = reading(form, `${beside}${number}`)
          if ('fault' in got) expect(got.fault).not.toContain(number.slice(0, 8))
          expect(withoutNumbers(`第3行${number}`)).not.toMatch(/\d{8}/)
          expect(quoted(number)).not.toMatch(/\d{7}/)
        },
      ),
    )
  })
  test('a tidy name is tidy, has no spaces, and keeps every letter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('乌', '云', ' ', '　', '·', '•', '.', '其')), (signs) => {
        const name = tidyName(signs.join(''))
        expect(tidyName(name)).toBe(name)
        expect(name).not.toMatch(/\s/)
        expect(name.replace(/·/g, '')).toBe(signs.join('').replace(/[\s·•.]/g, ''))
      }),
    )
  })
})

describe('headings', () => {
  const columns = [
    { key: 'unit', title: '所在单位', synonyms: ['嘎查村'], required: true },
    { key: 'name', title: '姓名', synonyms: ['党员姓名'], required: true },
    { key: 'phone', title: '联系电话', synonyms: ['电话'] },
  ]
  const rows = (...cells: Raw[][]) => cells.map((row, at) => ({ row: at + 1, cells: row }))
  test('below titles, with stars, brackets, line breaks and spaces', () => {
    const found = findHeading(
      rows(
        ['党员姓名册'],
        ['填报单位：某镇', null, '电话：1'],
        ['序号', '*姓  名\n（必填）', '嘎查村(全称)', '电 话'],
      ),
      columns,
    )
    expect(found?.row).toBe(3)
    expect(Object.fromEntries(found?.at ?? [])).toEqual({ name: 1, unit: 2, phone: 3 })
  })
  test('in two rows, groups above their columns', () => {
    const found = findHeading(
      rows(['嘎查村', '基本情况', null], [null, '姓名', '电话'], ['甲村', '乙', '1']),
      columns,
    )
    expect(found?.row).toBe(2)
    expect(Object.fromEntries(found?.at ?? [])).toEqual({ unit: 0, name: 1, phone: 2 })
  })
  test('what is missing is named', () => {
    const found = findHeading(rows(['姓名', '电话']), columns)
    expect(found && missingIn(found, columns).map(({ title }) => title)).toEqual(['所在单位'])
    expect(findHeading(rows(['甲', '乙']), columns)).toBe(undefined)
  })
  test('sums, notes, the example and a heading in the middle are no data', () => {
    const heading = findHeading(rows(['序号', '嘎查村', '姓名', '电话']), columns)
    if (!heading) throw new Error('no heading')
    const data = (cells: Raw[]) => isData(cells, heading)
    expect(data([1, '甲村', '乙', null])).toBe(true)
    for (const cells of [
      [null, ' ', '无', null],
      [7, null, null, null],
      ['合 计', null, '3人', null],
      ['示例', '甲村', '乙', null],
      ['填表人：某某', null, '审核人：某某', null],
      ['注：', '如实填写', null, null],
      ['序号', '嘎查村', '姓名', '电话'],
    ])
      expect(data(cells), String(cells)).toBe(false)
  })
})
