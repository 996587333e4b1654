import {
  ChartCard,
  Facts,
  Figure,
  Figures,
  Light,
  Money,
  Num,
  Points,
  Section,
  StarBand,
  StateTag,
  StepRibbon,
  Why,
} from '../index.ts'
import { band, chart, facts, onTime, steps } from './samples.ts'

export function Drawings() {
  return (
    <>
      <Figures>
        <Figure label="嘎查村党组织" value={<Num value={103} />} unit="个" />
        <Figure
          label="一类"
          value={
            <Why title="一类党组织 75 个" sheet={() => '十星级 15 个，九星级 27 个，八星级 33 个。'}>
              75
            </Why>
          }
          unit="个"
          note="占 72.8%"
        />
        <Figure label="十星级" value="15" unit="个" />
        <Figure label="党费支出" value={<Money value={6180000} />} unit="元" />
      </Figures>
      <Section title="十星带" sentence="悬停、点按或用左右键查看各星">
        <StarBand stars={band} size="wide" facts={facts} onWhy={() => undefined} />
        <div style={{ margin: '16px 0' }}>
          <StarBand stars={band} size="head" facts={facts} count />
        </div>
        <p>
          <StarBand stars="GGGGGSSSRR" count /> &emsp;{' '}
          <StarBand lit="1111101100" colours="GGSSR-RG--" count /> &emsp;{' '}
          <StarBand stars="1111111---" count /> &emsp; <StarBand stars="----------" count />
        </p>
      </Section>
      <ChartCard title="星级（图与表）" sentence="两年对比，表中的数点开去看是哪些" spec={chart} />
      <Section title="五道程序">
        <StepRibbon steps={onTime} />
      </Section>
      <Section title="五道程序（逾期）">
        <StepRibbon steps={steps} />
        <div style={{ marginTop: 16 }}>
          <StepRibbon steps={onTime} size="cell" /> &emsp; <StepRibbon steps={steps} size="cell" />
        </div>
      </Section>
      <Section title="状态、时限、数字">
        <p style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <StateTag tone="done">已入账</StateTag>
          <StateTag tone="waiting">待党支部确认</StateTag>
          <StateTag tone="soon">将到期</StateTag>
          <StateTag tone="late">退回补充</StateTag>
          <StateTag tone="idle">草稿</StateTag>
        </p>
        <p style={{ display: 'flex', gap: 24, flexWrap: 'wrap', margin: '12px 0' }}>
          <Light state="GREEN" daysLeft={4} due="2026-03-11" />
          <Light state="YELLOW" daysLeft={0} />
          <Light state="RED" daysLeft={-2} due="2026-03-01" />
          <Light state={null} />
        </p>
        <Facts
          columns={3}
          items={[
            { label: '积分', value: <Points value={950} unit /> },
            { label: '扣分', value: <Points value={-50} sign /> },
            { label: '金额', value: <Money value={123456} unit /> },
            { label: '说明', value: '登记时间在第一季度内，按当季计分。', wide: true },
          ]}
        />
      </Section>
    </>
  )
}
