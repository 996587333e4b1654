import exceljs from 'exceljs'
import { chromium } from 'playwright-core'

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
})
for (const [name, viewport] of [
  ['desk', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  const context = await browser.newContext({
    baseURL: 'http://127.0.0.1:5410',
    viewport,
    serviceWorkers: 'block',
    locale: 'zh-CN',
    isMobile: name === 'phone',
    hasTouch: name === 'phone',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.on('pageerror', (e) => console.log('pageerror', e.message))
  const r = await page.request.post('/api/identity/sign-in', {
    data: { login: 'zuzhibu', password: 'xinghe-demo' },
  })
  console.log(r.status())
  const units = (await (await page.request.get('/api/org/units')).json()) as {
    name: string
    kind: string
    id: string
  }[]
  const villages = units.filter((u) => u.kind === 'VILLAGE')
  const someone = (
    await (await page.request.get(`/api/org/people?unitId=${villages[0]!.id}&size=20&who=members`)).json()
  ).rows as { name: string }[]
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('花名册')
  sheet.addRow(['党员花名册'])
  sheet.mergeCells('A1:H1')
  sheet.addRow(['序号', '所在嘎查村', '姓 名', '性别', '出生年月', '联系方式', '党员类别', '职务'])
  for (let i = 0; i < 30; i++)
    sheet.addRow([
      i + 1,
      villages[i % 5]!.name,
      `新·党员${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'一二三'[i % 3]}`,
      i % 2 ? '男' : '女',
      '1990.3.' + (i + 1 > 28 ? 1 : i + 1),
      13900000000 + i,
      i === 7 ? '工人' : '无职党员',
      i === 9 ? '酋长' : '无',
    ])
  sheet.addRow([31, '没有的嘎查', '某某', '男', '1990', '', '无职党员', ''])
  sheet.addRow([32, villages[0]!.name, someone[0]!.name, '', '1971年2月3日', 13911112222, '', ''])
  page.setDefaultTimeout(120000)
  await page.goto('/imports')
  await page.waitForSelector('text=上传并检查')
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `/tmp/h/imports-shots/${name}-1.png`, fullPage: true })
  await page.getByRole('radiogroup').getByText('党员和干部').click()
  await page.setInputFiles('input[type=file]', {
    name: '花名册.xlsx',
    mimeType: 'application/x',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  })
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.waitForSelector('text=返回导入表格')
  await page.waitForTimeout(2000)
  await page.screenshot({ path: `/tmp/h/imports-shots/${name}-2.png`, fullPage: true })
  await page.waitForSelector('h2:has-text("确认导入")', { timeout: 200000 })
  await page.waitForTimeout(1500)
  await page.screenshot({ path: `/tmp/h/imports-shots/${name}-3.png`, fullPage: true })
  if (name === 'desk') {
    await page.getByText('只导入无误的行', { exact: true }).click()
    await page.getByRole('button', { name: '确认导入' }).first().click()
    await page.waitForTimeout(800)
    await page.screenshot({ path: `/tmp/h/imports-shots/${name}-4.png` })
    await page.getByRole('dialog').getByRole('button').last().click()
    await page.waitForSelector('text=已导入：', { timeout: 200000 })
    await page.waitForTimeout(1000)
    await page.screenshot({ path: `/tmp/h/imports-shots/${name}-5.png`, fullPage: true })
    await page.goto('/imports')
    await page.waitForTimeout(2000)
    await page.screenshot({ path: `/tmp/h/imports-shots/${name}-6.png`, fullPage: true })
  }
}
await browser.close()
