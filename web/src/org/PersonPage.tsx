/** One person: what is true today, what was true before, and what may be done. */
import { getPerson, type PersonDetail } from '@xinghe/contract/org'
import { posts } from '@xinghe/contract/rights'
import { memberStatuses } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { memberCategories } from '../app/categories.ts'
import { useMe } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { usePathParams } from '../app/use-view.ts'
import {
  ActButton,
  type Column,
  DataTable,
  DateText,
  Facts,
  Loaded,
  PageHead,
  RowCard,
  Section,
  StateTag,
  Timeline,
} from '../ui/index.ts'
import { Substitutes } from '../work/posts/index.ts'
import { timelineItems } from '../work/timeline.ts'
import { AccountSheet } from './AccountSheet.tsx'
import { LeavePostForm } from './LeavePostForm.tsx'
import { PersonalNumbers } from './PersonalNumbers.tsx'
import { type PersonForm, PersonForms } from './person-forms.tsx'
import './org.css'

type Membership = PersonDetail['memberships'][number]
type Holding = PersonDetail['holdings'][number]
const span = (one: { firstOn: string; lastOn: string | null }) => (
  <>
    <DateText value={one.firstOn} /> 至 {one.lastOn ? <DateText value={one.lastOn} /> : '今'}
  </>
)

export default function PersonPage() {
  const { id } = usePathParams<'id'>()
  return (
    <Loaded answer={useAnswer(getPerson, { params: { id } })}>
      {(person) => <Person person={person} />}
    </Loaded>
  )
}

function Person({ person }: { person: PersonDetail }) {
  const me = useMe()
  const [form, setForm] = useState<PersonForm | 'account'>()
  const [leaving, setLeaving] = useState<Holding>()
  const self = me?.person.id === person.id
  // A member reads about himself; acts that are never his would only be noise.
  const reads = self && me?.post.post === 'MEMBER'
  const why = (act: PersonDetail['can'][number], whom: string) =>
    person.can.includes(act) ? undefined : self ? '不能办理本人的事项' : whom
  const noMember = person.category === null ? '此人不在党员名册中' : undefined
  const village = '由嘎查村党组织书记、苏木镇组织委员或旗县组织部办理'
  const membershipColumns: Column<Membership>[] = [
    { key: 'unitName', title: '党组织', width: 180 },
    { key: 'category', title: '类别', width: 140, value: (one) => memberCategories[one.category] },
    { key: 'status', title: '身份', width: 110, value: (one) => memberStatuses[one.status] },
    { key: 'linkedHouseholds', title: '联系户数', kind: 'number', width: 100 },
    { key: 'firstOn', title: '起止', width: 280, render: span, value: (one) => one.firstOn },
  ]
  const endOf = (one: Holding) =>
    one.canEnd ? (
      <ActButton size="small" danger quiet act={() => setLeaving(one)}>
        卸任
      </ActButton>
    ) : null
  const holdingColumns: Column<Holding>[] = [
    { key: 'post', title: '职务', width: 180, value: (one) => posts[one.post] },
    { key: 'unitName', title: '单位', width: 180 },
    { key: 'firstOn', title: '起止', width: 280, render: span, value: (one) => one.firstOn },
    { key: 'act', title: '', width: 90, render: endOf, value: () => '' },
  ]
  return (
    <>
      <PageHead
        back={reads ? null : <To to="/org/people">返回党员与干部</To>}
        title={person.name}
        sentence={`${person.unitName}${person.category ? ` · ${memberCategories[person.category]}` : ''}`}
        beside={
          person.category === null ? (
            <StateTag tone="idle">{person.memberships.length ? '已移出名册' : '非党员名册人员'}</StateTag>
          ) : person.status === 'PROBATIONARY' ? (
            <StateTag tone="soon">预备党员</StateTag>
          ) : null
        }
        acts={
          reads ? null : (
            <ActButton act={() => setForm('edit')} why={why('edit', village)}>
              更正信息
            </ActButton>
          )
        }
      />
      <Section title="基本信息">
        <Facts
          columns={3}
          items={[
            { label: '性别', value: person.sex === 'M' ? '男' : person.sex === 'F' ? '女' : null },
            { label: '出生日期', value: <DateText value={person.bornOn} /> },
            { label: '年龄', value: person.age === null ? null : `${person.age} 岁` },
            { label: '入党日期', value: <DateText value={person.memberships[0]?.joinedOn} /> },
            {
              label: '账号',
              value: person.account ? (
                <>
                  {person.account.login}{' '}
                  {person.account.locked ? <StateTag tone="late">已锁定</StateTag> : null}
                </>
              ) : (
                '未开通'
              ),
            },
          ]}
        />
        {reads ? (
          <p className="xh-quiet">信息有误，请联系党支部更正。</p>
        ) : (
          <p style={{ marginTop: 16 }}>
            <ActButton
              act={() => setForm('account')}
              why={why('open_account', '由旗县组织部或系统管理员办理')}
            >
              {person.account ? '重置密码' : '开通账号'}
            </ActButton>
          </p>
        )}
      </Section>
      <PersonalNumbers person={person} />
      <Section
        title="党组织关系"
        flush
        extra={
          reads ? null : (
            <span style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
              <ActButton act={() => setForm('category')} why={noMember ?? why('change_category', village)}>
                变更类别
              </ActButton>
              <ActButton
                act={() => setForm('transfer')}
                why={
                  noMember ??
                  why('transfer', '由两个党组织的共同上级办理：本镇内由苏木镇组织委员，跨镇由旗县组织部')
                }
              >
                转接组织关系
              </ActButton>
              <ActButton danger act={() => setForm('end')} why={noMember ?? why('end_membership', village)}>
                移出名册
              </ActButton>
            </span>
          )
        }
      >
        <DataTable
          rows={person.memberships}
          rowKey={(one) => one.id}
          columns={membershipColumns}
          paging={false}
          sticky={false}
          card={(one) => (
            <RowCard
              title={one.unitName}
              lines={[
                ['类别', memberCategories[one.category]],
                ['身份', memberStatuses[one.status]],
                ['起止', span(one)],
              ]}
            />
          )}
          empty={{ title: '没有党组织关系记录' }}
        />
      </Section>
      <Section
        title="任职"
        flush
        extra={
          reads ? null : (
            <ActButton act={() => setForm('post')} why={why('grant_post', '由旗县组织部或系统管理员办理')}>
              任命职务
            </ActButton>
          )
        }
      >
        <DataTable
          rows={person.holdings}
          rowKey={(one) => one.id}
          columns={holdingColumns}
          paging={false}
          sticky={false}
          card={(one) => (
            <RowCard
              title={posts[one.post]}
              lines={[
                ['单位', one.unitName],
                ['起止', span(one)],
              ]}
              foot={endOf(one)}
            />
          )}
          empty={{ title: '没有任职记录' }}
        />
      </Section>
      {reads ? null : <Substitutes personId={person.id} />}
      {person.timeline.length > 0 ? (
        <Section title="办理经过">
          <Timeline items={timelineItems(person.timeline)} />
        </Section>
      ) : null}
      <PersonForms
        person={person}
        form={form === 'account' ? undefined : form}
        onClose={() => setForm(undefined)}
      />
      <LeavePostForm name={person.name} holding={leaving} onClose={() => setLeaving(undefined)} />
      <AccountSheet person={person} open={form === 'account'} onClose={() => setForm(undefined)} />
    </>
  )
}
