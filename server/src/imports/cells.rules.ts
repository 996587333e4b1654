/** What a cell that people filled in means, by the form of its column. Pure; a message never repeats a person's number. */
import { zBankAccount, zIdNumber, zPhone } from '@xinghe/contract/personal-fields'
import { isLocalDate, parsePoints } from '@xinghe/contract/values'

/** The same as in kind.ts, which this file may not know: rules are pure. */
export type CellForm =
  | 'text'
  | 'name'
  | 'day'
  | 'points'
  | 'whole'
  | 'choice'
  | 'idNumber'
  | 'phone'
  | 'bankAccount'
export interface Choice {
  word: string
  code: string
  synonyms?: readonly string[]
}
type Raw = string | number | boolean | Date | null
export type CellReading = { value: string | number | null } | { fault: string }

const errorSigns = new Set([
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#DIV/0!',
  '#NAME?',
  '#NULL!',
  '#NUM!',
  '#SPILL!',
  '#CALC!',
])
const wide = /[！-～\u3000\u00a0\u2002-\u200a\u202f\u200b-\u200f\u2060\ufeff\u00ad]/
/** Full-width letters, digits and signs become the usual ones; Chinese punctuation that text needs stays. */
export const halfWidth = (text: string): string =>
  // Nearly every cell has none of them, and each is asked several times.
  !wide.test(text)
    ? text
    : text
        .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
        .replace(/[\u3000\u00a0\u2002-\u200a\u202f]/g, ' ')
        .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
/** '无', a dash of any length, a slash: how an empty cell is filled in. */
const emptyWord = /^(无|空|没有|暂无|不详|\/|\\|[-—–－―─_.·]+|[-—–]*无[-—–]*)$/
/** 依据: GB/T 12406 aside, every dot that keyboards make for the one between parts of a Mongolian name. */
const dots = /[·•・‧∙⋅●.。．᛫﹒]/g

/** A piece of what stands there, for a message; digits that could be somebody's number are not repeated. */
export const quoted = (text: string): string => {
  const safe = text.replace(/[\dXx][\dXx\s-]{5,}[\dXx]/g, '…')
  return `“${safe.length > 20 ? `${safe.slice(0, 20)}…` : safe}”`
}
/** Runs of digits as long as a telephone's are taken out: for what is kept or shown of somebody else's words. */
export const withoutNumbers = (text: string): string => text.replace(/\d{8,}[\dXx]*/g, '…')

/** What stands there as text, without the spaces around it; '' when it is empty in one way or another. */
export function cellText(raw: Raw): string {
  if (raw === null) return ''
  const text =
    raw instanceof Date
      ? Number.isNaN(raw.getTime())
        ? ''
        : raw.toISOString().slice(0, 10)
      : typeof raw === 'number'
        ? numberText(raw)
        : typeof raw === 'boolean'
          ? raw
            ? '是'
            : '否'
          : halfWidth(raw).trim()
  return emptyWord.test(text.replace(/\s/g, '')) ? '' : text
}
/** 13912345678 → '13912345678', 2.5 → '2.5', 0.1 + 0.2 → '0.3'. */
const numberText = (value: number): string =>
  Number.isInteger(value)
    ? Math.abs(value) < 1e21
      ? value.toFixed(0)
      : String(value)
    : String(Number(value.toPrecision(12)))

const isError = (raw: Raw): boolean => typeof raw === 'string' && errorSigns.has(raw.trim().toUpperCase())

/** Reads one cell. `required` says that an empty one is a fault. */
export function readCell(
  raw: Raw,
  column: {
    title: string
    form: CellForm
    required?: boolean | undefined
    choices?: readonly Choice[] | undefined
  },
): CellReading {
  if (isError(raw)) return { fault: `公式出错（${String(raw).trim()}），请改为填写具体内容` }
  const text = cellText(raw)
  if (text === '') return column.required ? { fault: `“${column.title}”必须填写` } : { value: null }
  return readers[column.form](text, raw, column.choices ?? [])
}

const readers: Record<CellForm, (text: string, raw: Raw, choices: readonly Choice[]) => CellReading> = {
  text: (text) =>
    text.length > 500 ? { fault: '内容超过500字，请缩短' } : { value: text.replace(/\s+/g, ' ') },
  name: (text) => {
    const name = tidyName(text)
    if (name.length > 60) return { fault: '名称超过60字，请核对' }
    return /\d/.test(name) && /^[\d.]+$/.test(name) ? { fault: '这里应填写名称，不是数字' } : { value: name }
  },
  day: readDay,
  points: (text) => {
    const value = parsePoints(
      text
        .replace(/,/g, '')
        .replace(/\s*分$/, '')
        .replace(/^\+/, ''),
    )
    return value === undefined
      ? { fault: `分值${quoted(text)}读不出来，请只填数字，最多两位小数，如 2.5` }
      : { value }
  },
  whole: (text) => {
    const found = /^(\d{1,9})(?:\.0+)?$/.exec(text.replace(/,/g, '').replace(/\s*[户人个名次岁年]$/, ''))
    return found ? { value: Number(found[1]) } : { fault: `${quoted(text)}不是整数，请只填数字` }
  },
  choice: (text, _, choices) => {
    const code = codesOf(choices).get(bare(text))
    return code !== undefined
      ? { value: code }
      : { fault: `没有${quoted(text)}这一项，请填写：${choices.map((one) => one.word).join('、')}` }
  },
  idNumber: (text, raw) => readNumber(text, raw, zIdNumber, '身份证号'),
  phone: (text, raw) =>
    readNumber(text.replace(/[\s()-]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, ''), raw, zPhone, '电话'),
  bankAccount: (text, raw) => readNumber(text, raw, zBankAccount, '银行账号'),
}
const codes = new WeakMap<readonly Choice[], ReadonlyMap<string, string>>()
/** Code of each word and synonym; of two that claim a word the first has it. */
function codesOf(choices: readonly Choice[]): ReadonlyMap<string, string> {
  const known = codes.get(choices)
  if (known) return known
  const made = new Map<string, string>()
  for (const { word, code, synonyms = [] } of choices)
    for (const one of [word, ...synonyms]) if (!made.has(bare(one))) made.set(bare(one), code)
  codes.set(choices, made)
  return made
}
const bare = (text: string): string =>
  halfWidth(text)
    .replace(/[\s“”"'()（）、，,。；;：:]/g, '')
    .toLowerCase()

/** '乌云 其其格' → '乌云其其格'; '巴特尔．苏和' → '巴特尔·苏和'. */
export const tidyName = (text: string): string =>
  halfWidth(text)
    .replace(/\s+/g, '')
    .replace(dots, '·')
    .replace(/^·+|·+$/g, '')

/**
 * 依据: spreadsheets keep 15 digits of a number and make the rest zeros; what was typed as a number and is longer is lost,
 * however well it looks. '1.50102E+17' is the same, written as text.
 */
function readNumber(
  text: string,
  raw: Raw,
  shape: typeof zIdNumber | typeof zPhone | typeof zBankAccount,
  what: string,
): CellReading {
  if ((typeof raw === 'number' && Math.abs(raw) >= 1e15) || /^\d(\.\d+)?e\+?\d+$/i.test(text))
    return { fault: `${what}被表格存成了数字，后几位已经丢失；请把这一列设为“文本”格式后重新填写` }
  const parsed = shape.safeParse(text.replace(/^'/, ''))
  return parsed.success
    ? { value: parsed.data }
    : { fault: parsed.error.issues[0]?.message ?? `${what}有误，请核对` }
}

const dayForms = [
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})[-/.年](\d{1,2})月?$/,
  /^(\d{4})(\d{2})$/,
] as const
function readDay(text: string, raw: Raw): CellReading {
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 7306 && raw <= 73_050) {
    // A day whose format was lost: 1920 to 2099.
    return dayFrom(new Date(Date.UTC(1899, 11, 30) + raw * 86_400_000).toISOString().slice(0, 10))
  }
  // A year and a month typed as a number: 2024.1 stands for October as well as for January.
  if (typeof raw === 'number' && /^\d{4}\.\d$/.test(text))
    return { fault: `日期${quoted(text)}分不清是1月还是10月，请写成 2024-01 或 2024-10 的样子` }
  const said = text.replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, '').replace(/\s/g, '')
  for (const form of dayForms) {
    const found = form.exec(said)
    if (found) {
      const [, year = '', month = '', day = '1'] = found
      return dayFrom(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    }
  }
  return /^\d{4}年?$/.test(said)
    ? { fault: `日期${quoted(text)}只有年份，请写到月或日，如 2024-03-01` }
    : { fault: `日期${quoted(text)}读不出来，请写成 2024-03-01 的样子` }
}
const dayFrom = (day: string): CellReading =>
  !isLocalDate(day)
    ? { fault: `没有${day}这一天，请核对` }
    : day < '1900-01-01' || day > '2100-12-31'
      ? { fault: `日期${day}不在1900年至2100年之间，请核对` }
      : { value: day }
