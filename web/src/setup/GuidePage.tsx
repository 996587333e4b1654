/** From spreadsheets to a running star year: six steps, what is done and what is missing by name. */
import { useNavigate } from '@tanstack/react-router'
import { posts } from '@xinghe/contract/rights'
import { type SchemeState, schemeStates } from '@xinghe/contract/schemes'
import { type Guide, getGuide } from '@xinghe/contract/setup'
import { subjects } from '@xinghe/contract/words'
import { type ReactNode, useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { homePath, pathTo } from '../app/paths.ts'
import { To } from '../app/To.tsx'
import { AccountSlips } from '../org/index.ts'
import { ActButton, Loaded, PageHead, Progress, Section, StateTag, type Tone } from '../ui/index.ts'
import { LayOutSchemes } from './LayOutSchemes.tsx'
import { Names, Rows } from './Names.tsx'
import './setup.css'

export default function GuidePage() {
  const guide = useAnswer(getGuide)
  return (
    <>
      <PageHead
        title="启用向导"
        sentence="从表格到星级年度开始运转，按顺序做六步。每一步做了多少、还缺什么，随时更新。"
      />
      <Loaded answer={guide}>{(data) => <Steps guide={data} />}</Loaded>
    </>
  )
}

const goTo = (path: string, view?: Record<string, string>) => pathTo(path, {}, view)
function Go({ to, main = false, children }: { to: string; main?: boolean; children: ReactNode }) {
  const navigate = useNavigate()
  return (
    <ActButton main={main} act={() => navigate({ href: to } as never)}>
      {children}
    </ActButton>
  )
}

function Steps({ guide }: { guide: Guide }) {
  const [laying, setLaying] = useState(false)
  const { units, people, accounts, calendar, schemes } = guide
  const noSecretary = guide.posts.townships.flatMap(({ villages }) =>
    villages.filter(({ missing }) => missing.includes('VILLAGE_SECRETARY')).map(({ name }) => name),
  )
  const gaps = guide.posts.townships.filter(
    ({ missing, villages }) => missing.length > 0 || villages.some((one) => one.missing.length > 0),
  )
  const [thisYear, nextYear] = calendar
  const there = units.townships > 0
  const done = [
    there && units.villages > 0 && units.without.length === 0,
    people.members > 0 && people.without.length === 0,
    guide.posts.wanted > 0 && guide.posts.filled === guide.posts.wanted,
    there && accounts.without === 0 && guide.posts.filled > 0,
    thisYear?.entered === true,
    schemes.wanted > 0 && schemes.published === schemes.wanted,
  ]
  const count = done.filter(Boolean).length
  /** The first step that is not done leads on. */
  const next = done.indexOf(false)
  return (
    <>
      <Section title={guide.county.name} sentence={`六步中已完成 ${count} 步`}>
        <Progress percent={Math.round((count / 6) * 100)} showInfo={false} aria-label={`已完成${count}步`} />
      </Section>
      <Step
        no={1}
        title="单位"
        done={done[0]}
        state={there ? `${units.without.length} 个苏木镇没有嘎查村` : '还没有导入'}
        acts={
          <>
            <Go main={next === 0} to={goTo('/imports', { kind: 'UNITS' })}>
              从表格导入单位
            </Go>
            <Go to="/org/units">查看组织机构</Go>
          </>
        }
      >
        <p>
          已有苏木镇、街道 {units.townships} 个，嘎查村、社区 {units.villages} 个。
        </p>
        <Names title="还没有嘎查村的苏木镇" names={units.without.map(({ name }) => name)} />
      </Step>
      <Step
        no={2}
        title="党员和干部"
        done={done[1]}
        state={people.members ? `${people.without.length} 个嘎查村没有党员` : '还没有导入'}
        acts={
          <>
            <Go main={next === 1} to={goTo('/imports', { kind: 'PEOPLE' })}>
              从表格导入党员和干部
            </Go>
            <Go to="/org/people">查看党员与干部</Go>
          </>
        }
      >
        <p>
          在册党员 {people.members} 名；不在党员名册中的任职人员 {people.officers} 名。
        </p>
        <Names
          title="还没有党员的嘎查村"
          names={people.without.map(({ name, township }) => `${township}${name}`)}
        />
        <Names title="还没有书记的嘎查村" names={noSecretary} />
      </Step>
      <Step
        no={3}
        title="岗位"
        done={done[2]}
        state={guide.posts.wanted ? `还缺 ${guide.posts.wanted - guide.posts.filled} 个岗位` : '先导入单位'}
        acts={
          <Go main={next === 2} to="/org/units">
            在组织机构中任命
          </Go>
        }
      >
        <p>
          苏木镇须有书记、组织委员和考核组，嘎查村须有书记和党务工作者。应配 {guide.posts.wanted} 个岗位，已配{' '}
          {guide.posts.filled} 个。
        </p>
        <Rows
          rows={gaps.map((one) => ({
            key: one.id,
            name: one.name,
            children: (
              <>
                {one.missing.map((post) => (
                  <StateTag key={post} tone="soon">
                    缺{posts[post]}
                  </StateTag>
                ))}
                <VillageGaps villages={one.villages} />
              </>
            ),
          }))}
        />
      </Step>
      <Step
        no={4}
        title="账号"
        done={done[3]}
        state={accounts.without ? `${accounts.without} 人没有账号` : '先配齐岗位'}
        acts={<AccountSlips main={next === 3} stale={[getGuide]} />}
      >
        <p>
          在任干部 {accounts.holders} 人（不含三员），其中 {accounts.without} 人还没有账号。
        </p>
        <Names
          title="没有账号的人在"
          names={accounts.units.map(({ name, without }) => `${name} ${without} 人`)}
        />
      </Step>
      <Step
        no={5}
        title="工作日历"
        done={done[4]}
        state={`${thisYear?.year}年没有录入`}
        acts={
          <Go main={next === 4} to="/settings/calendar">
            核对工作日历
          </Go>
        }
      >
        <p>办理期限和公示期按工作日计算。系统预置的放假安排须与国务院办公厅通知核对。</p>
        <div className="xh-guide-tags">
          {calendar.map(({ year, entered, known }) => (
            <StateTag key={year} tone={entered ? 'done' : year === thisYear?.year ? 'late' : 'soon'}>
              {year}年{entered ? '已录入' : known ? '未录入' : '未录入，系统尚无这一年的安排'}
            </StateTag>
          ))}
        </div>
        {nextYear && !nextYear.entered ? (
          <p className="xh-quiet">国务院办公厅发布{nextYear.year}年放假安排后（通常在上一年11月）请录入。</p>
        ) : null}
      </Step>
      <Step
        no={6}
        title={`${guide.county.year}年星级方案`}
        done={done[5]}
        state={schemes.wanted ? `已发布 ${schemes.published} / ${schemes.wanted} 份` : '先导入单位'}
        acts={
          <>
            <ActButton main={next === 5} act={() => setLaying(true)} why={there ? undefined : '先导入单位'}>
              按示例起草
            </ActButton>
            <Go to="/stars/schemes">查看设星方案</Go>
          </>
        }
      >
        <p>
          每个苏木镇党组织、党员各一份：苏木镇起草、报审，组织部审核，苏木镇发布。也可由组织部先为各苏木镇铺开示例草稿。
        </p>
        <Rows
          rows={schemes.townships.map((one) => ({
            key: one.id,
            name: one.name,
            children: (
              <>
                <Scheme label={subjects.ORG} list={one.org} />
                <Scheme label={subjects.MEMBER} list={one.member} />
              </>
            ),
          }))}
        />
      </Step>
      <Go main={next === -1} to={homePath}>
        进入工作台
      </Go>
      <LayOutSchemes guide={guide} open={laying} onClose={() => setLaying(false)} />
    </>
  )
}

interface StepProps {
  no: number
  title: string
  done: boolean | undefined
  /** What is still to do. */
  state: string
  acts: ReactNode
  children: ReactNode
}
function Step({ no, title, done, state, acts, children }: StepProps) {
  return (
    <div className="xh-guide-step">
      <Section
        title={
          <>
            <span className="xh-guide-no">{no}</span>
            {title}
          </>
        }
        extra={<StateTag tone={done ? 'done' : 'soon'}>{done ? '已完成' : state}</StateTag>}
      >
        {children}
        <div className="xh-guide-acts">{acts}</div>
      </Section>
    </div>
  )
}

const VillageGaps = ({ villages }: { villages: Guide['posts']['townships'][number]['villages'] }) => (
  <>
    {(['VILLAGE_SECRETARY', 'VILLAGE_CLERK'] as const).map((post) => (
      <Names
        key={post}
        title={`缺${posts[post]}`}
        names={villages.filter(({ missing }) => missing.includes(post)).map(({ name }) => name)}
      />
    ))}
  </>
)

const tones: Record<SchemeState, Tone> = {
  DRAFT: 'idle',
  SUBMITTED: 'waiting',
  RETURNED: 'late',
  APPROVED: 'waiting',
  PUBLISHED: 'done',
  LOCKED: 'done',
  ARCHIVED: 'idle',
}
function Scheme({ label, list }: { label: string; list: readonly { id: string; state: SchemeState }[] }) {
  if (list.length === 0) return <StateTag tone="soon">{label}方案未起草</StateTag>
  return list.map(({ id, state }) => (
    <To key={id} to="/stars/schemes/:id" params={{ id }}>
      <StateTag tone={tones[state]}>
        {label}方案{schemeStates[state]}
      </StateTag>
    </To>
  ))
}
