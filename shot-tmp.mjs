import { chromium } from 'playwright-core'
const out='/tmp/h/exports-shots/'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu'] })
const base='http://127.0.0.1:5450'
async function sign(login, viewport){
  const context = await browser.newContext({ viewport, acceptDownloads: true, locale:'zh-CN' })
  context.setDefaultTimeout(90000)
  const page = await context.newPage()
  page.on('pageerror', e=>console.log('ERR', e.message))
  page.on('console', m=>m.type()==='error'&&console.log('CONSOLE', m.text().slice(0,200)))
  const r = await context.request.post(base+'/api/identity/sign-in',{data:{login,password:'xinghe-demo'}})
  console.log(login, r.status())
  return {page, context}
}
const {page, context} = await sign('zuzhibu',{width:1440,height:900})
for (const [name, path] of [['people','/org/people'],['books','/points/books'],['slips','/points/slips'],['results','/stars/results'],['uses','/stars/uses'],['weak','/weak'],['notices','/notices'],['overview','/reports/overview'],['year-end','/stars/year-end'],['plaques','/stars/plaques'],['units','/org/units'],['work','/work/area']]) {
  await page.goto(base+path); await page.waitForTimeout(500)
  const b = page.getByRole('button',{name:/导出/}).last()
  try {
    await b.waitFor({timeout:60000})
    await page.waitForFunction(()=>[...document.querySelectorAll('button')].some(b=>b.textContent.includes('导出')&&!b.disabled),null,{timeout:60000})
    if(['people','books','overview'].includes(name)) await page.screenshot({path:out+name+'.png'})
    const [d] = await Promise.all([page.waitForEvent('download',{timeout:90000}), b.click()])
    await d.saveAs(out+d.suggestedFilename()); console.log(name, d.suggestedFilename())
  } catch(e){ console.log(name,'FAILED',e.message.slice(0,150), page.url()); await page.screenshot({path:out+'fail-'+name+'.png'}) }
}
// background
const total = await context.request.get(base+'/api/books?year=2027&subject=MEMBER&size=1'); console.log('books', (await total.json()).total)
const begun = await context.request.post(base+'/api/exports',{data:{list:'slips',query:{view:'all'}}}); console.log(begun.status(), await begun.text())
await context.request.post(base+'/api/exports',{data:{list:'people',query:{}}})
await page.goto(base+'/errands'); await page.waitForTimeout(1500); await page.screenshot({path:out+'errands-1.png'})
await page.waitForTimeout(20000); await page.screenshot({path:out+'errands-2.png'})
const errs = await (await context.request.get(base+'/api/errands')).json(); console.log(JSON.stringify(errs.rows.map(r=>[r.title,r.state,r.done,r.total,r.message])))
const m = await sign('zuzhibu',{width:390,height:844}); await m.page.goto(base+'/errands'); await m.page.waitForTimeout(3000); await m.page.screenshot({path:out+'errands-phone.png'})
await m.page.goto(base+'/org/people'); await m.page.waitForTimeout(4000); await m.page.screenshot({path:out+'people-phone.png'})
await browser.close()
