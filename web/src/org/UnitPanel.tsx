import { type getUnitDetail, postUnits } from '@xinghe/contract/org'
import { type Post, posts } from '@xinghe/contract/rights'
import type { AnswerOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { partyOrgKinds, unitKinds } from '@xinghe/contract/words'
import { useState } from 'react'
import { memberCategories, villageTypes } from '../app/categories.ts'
import { useCan } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { UnitHistory } from '../restructure/index.ts'
import { Years } from '../stars/results/index.ts'
import { ActButton, Facts, Section, StateTag, Timeline } from '../ui/index.ts'
import { timelineItems } from '../work/timeline.ts'
import { LeavePostForm } from './LeavePostForm.tsx'
import { EditUnitForm, NewPersonForm, NewUnitForm } from './unit-forms.tsx'

export type UnitDetail = AnswerOf<typeof getUnitDetail>

export function UnitPanel({ unit, onChoose }: { unit: UnitDetail; onChoose: (id: string) => void }) {
  const [form, setForm] = useState<'edit' | 'unit' | 'person'>()
  const [leaving, setLeaving] = useState<UnitDetail['posts'][number]>()
  const can = useCan()
  const close = () => setForm(undefined)
  const may = (act: UnitDetail['can'][number]) =>
    unit.can.includes(act) ? undefined : unit.lastOn ? '此单位已经撤并' : '由苏木镇组织委员或旗县组织部办理'
  const total = unit.members.reduce((sum, one) => sum + one.count, 0)
  const hasVillages = ['TOWNSHIP', 'STREET', 'BANNER', 'COUNTY', 'DISTRICT'].includes(unit.kind)
  const expected = (Object.keys(postUnits) as Post[]).filter(
    (post) =>
      postUnits[post].includes(unit.kind) &&
      /SECRETARY|CLERK/.test(post) &&
      !(post === 'STREET_SECRETARY' || post === 'COMMUNITY_SECRETARY'),
  )
  const vacant = unit.lastOn ? [] : expected.filter((post) => !unit.posts.some((one) => one.post === post))
  return (
    <div>
      <Section
        title={unit.name}
        sentence={unit.partyOrgName ?? undefined}
        extra={
          <ActButton act={() => setForm('edit')} why={may('edit')}>
            修改
          </ActButton>
        }
      >
        <Facts
          columns={3}
          items={[
            { label: '类别', value: unitKinds[unit.kind] },
            { label: unit.lastOn ? '由其查看' : '上级', value: unit.parentName },
            ...(unit.lastOn
              ? [{ label: '状态', value: `已撤并（至${formatDay(unit.lastOn as never)}）` }]
              : []),
            { label: '简称', value: unit.shortName },
            ...(unit.partyOrgKind ? [{ label: '党组织形式', value: partyOrgKinds[unit.partyOrgKind] }] : []),
            ...(unit.villageType ? [{ label: '地域类型', value: villageTypes[unit.villageType] }] : []),
          ]}
        />
      </Section>
      <UnitHistory unitId={unit.id} onChoose={onChoose} />
      {['VILLAGE', 'COMMUNITY'].includes(unit.kind) && can('results.read') ? (
        <Section title="历年星级">
          <Years villageId={unit.id} />
        </Section>
      ) : null}
      <Section
        title="党员"
        extra={
          total > 0 ? (
            <To to="/org/people" view={{ unitId: unit.id, who: 'members' }}>
              查看名册
            </To>
          ) : null
        }
      >
        <Facts
          columns={3}
          items={[
            { label: '合计', value: `${total} 人` },
            ...unit.members.map((one) => ({
              label: memberCategories[one.category],
              value: `${one.count} 人`,
            })),
          ]}
        />
        {unit.kind === 'VILLAGE' || unit.kind === 'COMMUNITY' ? (
          <p style={{ marginTop: 16 }}>
            <ActButton act={() => setForm('person')} why={may('add_person')}>
              登记党员
            </ActButton>
          </p>
        ) : null}
      </Section>
      <Section
        title="任职"
        sentence={unit.can.includes('grant_post') ? '任命：在“党员与干部”中打开个人信息办理。' : undefined}
      >
        <ul className="xh-posts">
          {unit.posts.map((one) => (
            <li key={one.id}>
              <span>
                <To to="/org/people/:id" params={{ id: one.personId }}>
                  {one.personName}
                </To>
              </span>
              <span>
                {posts[one.post]}{' '}
                <small>
                  自{one.firstOn.slice(0, 4)}年{Number(one.firstOn.slice(5, 7))}月
                  {one.substitute ? `，现由${one.substitute}代办` : ''}
                </small>
                {one.canEnd ? (
                  <ActButton size="small" quiet danger act={() => setLeaving(one)}>
                    卸任
                  </ActButton>
                ) : null}
              </span>
            </li>
          ))}
          {vacant.map((post) => (
            <li key={post}>
              <StateTag tone="soon">空缺</StateTag>
              <span>{posts[post]}</span>
            </li>
          ))}
          {unit.posts.length + vacant.length === 0 ? <li className="xh-quiet">没有登记任职人员</li> : null}
        </ul>
      </Section>
      {unit.children.length > 0 || hasVillages ? (
        <Section
          title={`下级单位 ${unit.children.length} 个`}
          extra={
            hasVillages ? (
              <ActButton act={() => setForm('unit')} why={may('add_unit')}>
                增设
              </ActButton>
            ) : null
          }
        >
          <ul className="xh-units">
            {unit.children.map((one) => (
              <li key={one.id}>
                <To to="/org/units" view={{ unit: one.id }} onClick={() => onChoose(one.id)}>
                  {one.name}
                </To>
                {one.members > 0 ? <span className="xh-quiet xh-num">{one.members} 人</span> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {unit.timeline.length > 0 ? (
        <Section title="办理经过">
          <Timeline items={timelineItems(unit.timeline)} />
        </Section>
      ) : null}
      <LeavePostForm
        name={leaving?.personName ?? ''}
        holding={leaving}
        onClose={() => setLeaving(undefined)}
      />
      <EditUnitForm unit={unit} open={form === 'edit'} onClose={close} />
      <NewUnitForm unit={unit} open={form === 'unit'} onClose={close} />
      <NewPersonForm unit={unit} open={form === 'person'} onClose={close} />
    </div>
  )
}
