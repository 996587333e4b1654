import { StarBand } from '../ui/StarBand.tsx'

const steps = ['科学设星', '定标报星', '动态评星', '挂牌授星', '严格用星']

/** The left side: the cover of a book, with the ten stars 5 · 3 · 2 and the five procedures. */
export function Cover() {
  return (
    <section className="xh-signin-cover" aria-label="星河">
      <div className="xh-signin-frame">
        <h1>星河</h1>
        <p className="xh-signin-name">基层党组织和党员星级管理</p>
        <div className="xh-signin-band">
          <StarBand stars="GGGGGSSSRR" size="wide" />
        </div>
        <div className="xh-signin-groups" aria-hidden="true">
          <span>共性星</span>
          <span>职责星</span>
          <span>自选星</span>
        </div>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    </section>
  )
}
