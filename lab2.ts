import { readFileSync } from 'node:fs'
import { bookForm, openBook } from './server/src/imports/open-book.ts'

const big = readFileSync('/tmp/h/imports-lab/big.xlsx')
const text = (r: number, c: number) => `乌云其其格·${r}&${c}<𠮷>嘎查`
const t = Date.now()
const form = await bookForm(big)
console.log('bounds', Date.now() - t)
const [s] = await openBook(big, form)
console.log(await s!.outline(), Date.now() - t)
let n = 0,
  bad = 0,
  most = 0
console.log('mem', Math.round(process.memoryUsage().rss / 1e6))
let first = true
for await (const { row, cells } of s!.rows()) {
  if (first) {
    first = false
    console.log('first row', Date.now() - t, Math.round(process.memoryUsage().rss / 1e6))
  }
  if (row === 1) continue
  n++
  for (let c = 0; c < 12; c++) if (cells[c] !== text(row - 2, c)) bad++
  if (n % 2000 === 0) {
    await new Promise((d) => setTimeout(d, 20))
    most = Math.max(most, process.memoryUsage().rss)
  }
}
console.log(n, bad, Math.round(most / 1e6), 'MB', Date.now() - t)
