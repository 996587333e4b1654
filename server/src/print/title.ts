const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
// Words of the trade that a general dictionary cuts wrongly (村党|组织).
const terms =
  /(党组织|党总支|总支部|党支部|党员|党委|委员会|嘎查村?|苏木镇?|星级|评定|测评|考核|公示|通报|季度|年度)/
const wordsOf = (text: string): string[] =>
  text
    .split(terms)
    .flatMap((part) => (terms.test(part) ? [part] : Array.from(segmenter.segment(part), (s) => s.segment)))
const widthOf = (text: string): number => Array.from(text).reduce((w, c) => w + (c < '\u2e80' ? 0.55 : 1), 0)

/**
 * Breaks a title into lines of about equal length, never inside a word (GB/T 9704-2012, 7.3.1: 词意完整).
 * `full` is the width of a line in whole characters.
 */
export const titleLines = (title: string, full = 19): string[] => {
  const count = Math.ceil(widthOf(title) / full)
  const aim = widthOf(title) / count
  const lines: string[] = ['']
  for (const segment of wordsOf(title)) {
    const line = lines.at(-1) ?? ''
    const before = Math.abs(widthOf(line) - aim)
    const after = Math.abs(widthOf(line + segment) - aim)
    const closes = lines.length < count && line !== '' && after > before && !/^[\p{P}的]/u.test(segment)
    if (closes) lines.push(segment)
    else lines[lines.length - 1] = line + segment
  }
  return lines
}
