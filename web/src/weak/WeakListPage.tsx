/** The register: who was listed in a year, where it stands now, and what happened since. */

import { useNavigate } from '@tanstack/react-router'
import { weakList } from '@xinghe/contract/lists/weak'
import { enterWeak, listWeak, type WeakState, weakStates } from '@xinghe/contract/weak'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { useCan, useMe } from '../app/me.ts'
import { pathTo } from '../app/paths.ts'
import { useView } from '../app/use-view.ts'
import { UnitPicker } from '../org/UnitPicker.tsx'
import { useUnits } from '../org/units.ts'
import {
  ActButton,
  DataTable,
  DateText,
  Field,
  Figure,
  Figures,
  Filters,
  FormDrawer,
  Input,
  PageHead,
  RowCard,
} from '../ui/index.ts'
import { staleWeak, WeakTag } from './words.tsx'
import './weak.css'

const columns = columnsOf(
  weakList,
  {},
  {
    orgName: { always: true, fixed: 'start' },
    state: { always: true, render: (row) => <WeakTag state={row.state} /> },
    story: { render: (row) => <span className="wk-story">{row.story}</span> },
  },
)

export default function WeakListPage() {
  const navigate = useNavigate()
  const me = useMe()
  const can = useCan()
  const [view, setView] = useView({ listedYear: 0, state: '', townshipId: '', q: '', page: 1, size: 50 })
  const [entering, setEntering] = useState(false)
  const { units } = useUnits()
  const townships = units.filter(({ kind }) => kind === 'TOWNSHIP' || kind === 'STREET')
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const asked = {
    ...(view.listedYear && { listedYear: view.listedYear }),
    ...(view.state && { state: view.state as WeakState }),
    ...(view.townshipId && { townshipId: view.townshipId }),
    ...(view.q && { q: view.q }),
  }
  const list = useAnswer(listWeak, { query: { ...asked, page: view.page, size: view.size } }, { keep: true })
  const exports = useExport(weakList, asked)
  const enter = useAct(enterWeak, { stale: staleWeak, done: '已登记，待苏木镇核实' })
  const count = (...states: WeakState[]) =>
    (list.data?.byState ?? []).reduce((sum, one) => sum + (states.includes(one.state) ? one.count : 0), 0)
  const open = (id: string) => void navigate({ to: pathTo('/weak/:id', { id }) as never })
  return (
    <>
      <PageHead
        title="软弱涣散整顿"
        sentence="从疑似、核实、旗委列入到整顿、验收、销号，每个党组织走到哪一步、怎样走过来。不设比例、不搞末位。"
        acts={
          can('weak.suspect') ? (
            <>
              <ActButton act={() => setEntering(true)}>人工登记</ActButton>
              <ActButton main act={() => navigate({ to: '/weak/signals' as never })}>
                查看疑似线索
              </ActButton>
            </>
          ) : null
        }
      />
      <Figures>
        <Figure label="待核实、待研究" value={count('SUSPECTED', 'VERIFIED')} unit="个" />
        <Figure label="正在整顿" value={count('LISTED', 'PLANNED', 'IN_PROGRESS', 'APPLIED')} unit="个" />
        <Figure label="验收未通过" value={count('FAILED')} unit="个" />
        <Figure label="已销号" value={count('REMOVED', 'CLOSED')} unit="个" />
      </Figures>
      <Filters
        view={view}
        onView={(patch) => setView({ ...patch, page: 1 })}
        items={[
          {
            key: 'listedYear',
            label: '列入年度',
            kind: 'pick',
            options: [
              { value: 0, label: '全部' },
              ...(list.data?.years ?? []).map((year) => ({
                value: year,
                label: year === thisYear ? '今年列入' : year === thisYear - 1 ? '去年列入' : `${year}年列入`,
              })),
            ],
          },
          {
            key: 'state',
            label: '现状',
            options: Object.entries(weakStates).map(([value, label]) => ({ value, label })),
          },
          ...(townships.length > 1 || view.townshipId
            ? [
                {
                  key: 'townshipId',
                  label: '苏木镇',
                  options: townships.map(({ id, shortName }) => ({ value: id, label: shortName })),
                },
              ]
            : []),
          { key: 'q', label: '党组织名称', kind: 'search' },
        ]}
      />
      <DataTable
        name="软弱涣散整顿台账"
        answer={list}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => open(row.id)}
        exports={exports}
        paging={{
          page: view.page,
          size: view.size,
          total: list.data?.total ?? 0,
          onPage: (page, size) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={row.orgName}
            beside={<WeakTag state={row.state} />}
            lines={[
              ['苏木镇', row.townshipName],
              ['列入', <DateText key="on" value={row.listedOn} />],
              ['经过', row.story],
            ]}
          />
        )}
        empty={{ title: '没有符合条件的党组织', hint: '从疑似线索列入，或人工登记后，会出现在这里。' }}
      />
      <FormDrawer<{ villageId: string; reason: string }>
        open={entering}
        onClose={() => setEntering(false)}
        title="人工登记疑似软弱涣散党组织"
        sentence="数据看不出的情况在这里登记，写清看到了什么；登记后由苏木镇核实。"
        submit="登记"
        onSubmit={async (body) => {
          const { id } = await enter.run({ body })
          open(id)
        }}
      >
        <Field name="villageId" label="嘎查村或社区" required missing="请选择党组织所在的嘎查村或社区">
          <UnitPicker only={(kind) => kind === 'VILLAGE' || kind === 'COMMUNITY'} width="100%" />
        </Field>
        <Field name="reason" label="情况" required missing="请写明情况">
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 10 }} maxLength={500} showCount />
        </Field>
      </FormDrawer>
    </>
  )
}
