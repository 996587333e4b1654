/** Plaques and door plates: ordered, delivered, hung with a photograph, changed or taken down; printed at real size. */

import {
  deliverPlaques,
  fundSources,
  hangPlaques,
  listPlaques,
  orderPlaques,
  type PlaqueRow,
  type PlaqueState,
  plaqueKinds,
  plaqueStates,
  printPlaque,
  takeDownPlaque,
} from '@xinghe/contract/award'
import { plaquesList } from '@xinghe/contract/lists/award'
import { doorPlateSizes, plaqueSizes } from '@xinghe/contract/prints'
import { listResults, summariseResults } from '@xinghe/contract/results'
import { levelName } from '@xinghe/contract/words'
import { useState } from 'react'
import { urlOf, useAct, useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useCan, useMe } from '../../app/me.ts'
import { useView } from '../../app/use-view.ts'
import { PrintBatch } from '../../prints/index.ts'
import {
  ActButton,
  Button,
  DataTable,
  DateText,
  DayInput,
  Dropdown,
  Facts,
  Field,
  Figure,
  Figures,
  Filters,
  FormDrawer,
  Money,
  MoneyInput,
  PageHead,
  RowCard,
  Section,
  Select,
  SideSheet,
  StarBand,
  StateTag,
  type Tone,
  Upload,
} from '../../ui/index.ts'

const tones: Record<PlaqueState, Tone> = {
  ORDERED: 'waiting',
  DELIVERED: 'soon',
  HUNG: 'done',
  CHANGED: 'idle',
  TAKEN_DOWN: 'late',
}
const stale = [listPlaques, listResults, summariseResults]
const defaults = { year: 0, kind: '', state: '', townshipId: '', q: '', page: 1, size: 50 }

export default function PlaquesPage() {
  const me = useMe()
  const can = useCan()
  const [view, setView] = useView(defaults)
  const [chosen, setChosen] = useState<PlaqueRow[]>([])
  const [form, setForm] = useState<'order' | 'deliver' | 'hang'>()
  const [open, setOpen] = useState<PlaqueRow>()
  const year = view.year || Number(me?.today.slice(0, 4) ?? 1) - 1
  const summary = useAnswer(
    summariseResults,
    { query: { year, subject: 'ORG' } },
    { when: me !== undefined, keep: true },
  )
  const query = {
    year,
    ...(view.kind && { kind: view.kind as 'PLAQUE' }),
    ...(view.state && { state: view.state as PlaqueState }),
    ...(view.townshipId && { townshipId: view.townshipId }),
    ...(view.q && { q: view.q }),
  }
  const list = useAnswer(
    listPlaques,
    { query: { ...query, page: view.page, size: view.size } },
    { when: me !== undefined, keep: true },
  )
  const exports = useExport(plaquesList, query)
  const order = useAct(orderPlaques, { stale, done: ({ count }) => `已授星，订制 ${count} 块牌匾` })
  const deliver = useAct(deliverPlaques, { stale, done: ({ count }) => `已登记到货 ${count} 块` })
  const hang = useAct(hangPlaques, { stale, done: ({ count }) => `已登记挂牌 ${count} 块` })
  const takeDown = useAct(takeDownPlaque, { stale, done: '已登记摘牌' })
  const able = (act: 'deliver' | 'hang') => chosen.length > 0 && chosen.every((row) => row.can.includes(act))
  const whyNot = (act: 'deliver' | 'hang', word: string) =>
    chosen.length === 0
      ? '请先在表中勾选牌匾'
      : able(act)
        ? undefined
        : `所选牌匾中有的现在不能${word}，请按状态筛选后再选`
  const finish = async (work: Promise<unknown>) => {
    await work
    setChosen([])
  }
  const band = (row: PlaqueRow) => (
    <StarBand
      size={14}
      stars={row.colours.replaceAll('N', '1')}
      facts={row.starNames.map((name) => ({ name }))}
    />
  )
  const tag = (row: PlaqueRow) => <StateTag tone={tones[row.state]}>{plaqueStates[row.state]}</StateTag>
  const columns = columnsOf(plaquesList, query, {
    subjectName: { always: true, fixed: 'start' },
    stars: { render: band },
    state: { render: tag },
  })
  const count = (state: PlaqueState) => list.data?.byState.find((one) => one.state === state)?.count ?? 0
  const toOrder = list.data?.toOrder ?? 0
  return (
    <>
      <PageHead
        title="授星挂牌"
        sentence="结果经旗委组织部备案后授星，制作牌匾，到货后由苏木镇悬挂并留存照片。"
        acts={
          <>
            <PrintBatch
              things={view.kind === 'DOOR_PLATE' ? ['DOOR_PLATES', 'PLAQUES'] : ['PLAQUES', 'DOOR_PLATES']}
              year={year}
              townshipId={view.townshipId}
            />
            {can('plaques.order') ? (
              <ActButton act={() => setForm('deliver')} why={whyNot('deliver', '登记到货')}>
                登记到货
              </ActButton>
            ) : null}
            {can('plaques.hang') ? (
              <ActButton
                act={() => setForm('hang')}
                why={whyNot('hang', '登记挂牌')}
                main={!can('plaques.order')}
              >
                登记挂牌
              </ActButton>
            ) : null}
            {can('plaques.order') ? (
              <ActButton
                main
                act={() => setForm('order')}
                why={toOrder === 0 ? `${year}年度已备案的党组织都已订制牌匾，或结果尚未备案` : undefined}
              >
                授星并订制牌匾
              </ActButton>
            ) : null}
          </>
        }
      />
      <Section>
        <Figures>
          <Figure label="待订制" value={toOrder} unit="个" />
          {(Object.keys(plaqueStates) as PlaqueState[]).map((state) => (
            <Figure key={state} label={plaqueStates[state]} value={count(state)} unit="块" />
          ))}
          <Figure label="费用合计" value={<Money value={list.data?.costFen ?? 0} />} unit="元" />
        </Figures>
      </Section>
      <Filters
        view={{ ...view, year }}
        onView={(patch) => setView({ ...patch, page: 1 })}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: (summary.data?.years ?? [year]).map((one) => ({ value: one, label: `${one}年` })),
          },
          {
            key: 'kind',
            label: '种类',
            options: Object.entries(plaqueKinds).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(plaqueStates).map(([value, label]) => ({ value, label })),
          },
          ...((summary.data?.byTownship.length ?? 0) > 1
            ? [
                {
                  key: 'townshipId',
                  label: '苏木镇',
                  options: (summary.data?.byTownship ?? []).map((one) => ({
                    value: one.townshipId,
                    label: one.name,
                  })),
                },
              ]
            : []),
          { key: 'q', label: '对象、嘎查村或编号', kind: 'search', width: 220 },
        ]}
      />
      <DataTable
        name={`${year}年度牌匾`}
        exports={exports}
        answer={list}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={setOpen}
        selected={chosen.map((row) => row.id)}
        onSelect={(keys) => setChosen((list.data?.rows ?? []).filter((row) => keys.includes(row.id)))}
        lead={chosen.length > 0 ? `已选 ${chosen.length} 块` : undefined}
        paging={{
          page: view.page,
          size: view.size,
          total: list.data?.total ?? 0,
          onPage: (page, size) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={row.subjectName}
            beside={tag(row)}
            lines={[
              ['十星', band(row)],
              ['编号', row.serial],
              ['挂牌', <DateText key="on" value={row.hungOn} />],
            ]}
          />
        )}
        empty={{ title: '还没有牌匾', hint: '结果备案后，由旗委组织部授星并订制。' }}
      />
      <FormDrawer
        open={form === 'order'}
        onClose={() => setForm(undefined)}
        title="授星并订制牌匾"
        submit="授星并订制"
        sentence={`将为所选苏木镇${year}年度全部已备案的党组织授星并各订制一块牌匾（待订制 ${toOrder} 个），党员结果同时生效。`}
        initial={{
          costFen: 26000,
          fundSource: 'PARTY_DUES',
          orderedOn: me?.today,
          townshipIds: summary.data?.byTownship.map((one) => one.townshipId),
        }}
        onSubmit={(values: {
          townshipIds: string[]
          costFen: number
          fundSource: 'PARTY_DUES'
          orderedOn: string
        }) => order.run({ body: { ...values, year } })}
      >
        <Field name="townshipIds" label="苏木镇" required missing="请至少选择一个苏木镇">
          <Select
            mode="multiple"
            options={(summary.data?.byTownship ?? []).map((one) => ({
              value: one.townshipId,
              label: one.name,
            }))}
            optionFilterProp="label"
          />
        </Field>
        <Field name="costFen" label="每块费用（元）" required>
          <MoneyInput />
        </Field>
        <Field name="fundSource" label="经费来源" required>
          <Select options={Object.entries(fundSources).map(([value, label]) => ({ value, label }))} />
        </Field>
        <Field name="orderedOn" label="订制日期" required>
          <DayInput latest={me?.today ?? ''} />
        </Field>
      </FormDrawer>
      <FormDrawer
        open={form === 'deliver'}
        onClose={() => setForm(undefined)}
        title="登记到货"
        sentence={`将登记 ${chosen.length} 块牌匾到货，并通知苏木镇悬挂。`}
        submit="登记到货"
        initial={{ on: me?.today }}
        onSubmit={({ on }: { on: string }) =>
          finish(deliver.run({ body: { ids: chosen.map((row) => row.id), on } }))
        }
      >
        <Field name="on" label="到货日期" required>
          <DayInput latest={me?.today ?? ''} />
        </Field>
      </FormDrawer>
      <FormDrawer
        open={form === 'hang'}
        onClose={() => setForm(undefined)}
        title="登记挂牌"
        sentence={`将登记 ${chosen.length} 块牌匾挂出，结果随之生效；同一对象的旧牌自动转为已更换。`}
        submit="登记挂牌"
        initial={{ on: me?.today }}
        onSubmit={({ on, photo }: { on: string; photo?: { id: string }[] }) =>
          finish(
            hang.run({ body: { ids: chosen.map((row) => row.id), on, photoFileId: photo?.[0]?.id ?? null } }),
          )
        }
      >
        <Field name="on" label="挂牌日期" required>
          <DayInput latest={me?.today ?? ''} />
        </Field>
        <Field name="photo" label="挂牌照片" help="一张即可，可不传；照片中的位置信息会自动去除">
          <Upload max={1} />
        </Field>
      </FormDrawer>
      <SideSheet
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open?.subjectName}
        sentence={open ? `${open.year}年度${plaqueKinds[open.kind]} ${open.serial}` : undefined}
        extra={
          open ? (
            <Dropdown
              menu={{
                items: (open.kind === 'PLAQUE' ? plaqueSizes : doorPlateSizes).map((size) => ({
                  key: size,
                  label: (
                    <a
                      href={urlOf(printPlaque, { params: { id: open.id }, query: { size } })}
                      target="_blank"
                      rel="noopener"
                    >
                      {size.replace('x', ' × ')} 毫米
                    </a>
                  ),
                })),
              }}
            >
              <Button>按实际尺寸打印</Button>
            </Dropdown>
          ) : null
        }
        acts={
          open?.can.includes('take_down') ? (
            <ActButton
              danger
              ask={{ label: '摘牌原因', placeholder: '如：结果被撤销' }}
              act={(reason) =>
                takeDown
                  .run({ params: { id: open.id }, body: { on: me?.today ?? '', reason } })
                  .then(() => setOpen(undefined))
              }
            >
              摘牌
            </ActButton>
          ) : null
        }
      >
        {open ? (
          <>
            <p>
              <StarBand
                size="head"
                stars={open.colours.replaceAll('N', '1')}
                facts={open.starNames.map((name) => ({ name }))}
                count
              />
            </p>
            <Facts
              items={[
                { label: '状态', value: tag(open) },
                { label: '星级', value: levelName(open.level) },
                { label: '苏木镇', value: open.townshipName },
                { label: '嘎查村', value: open.unitName },
                { label: '订制日期', value: <DateText value={open.orderedOn} /> },
                { label: '到货日期', value: <DateText value={open.deliveredOn} /> },
                { label: '挂牌日期', value: <DateText value={open.hungOn} /> },
                { label: '登记人', value: open.hungBy },
                { label: '费用', value: <Money value={open.costFen} unit /> },
                { label: '经费来源', value: fundSources[open.fundSource] },
                { label: '公开查验码', value: open.publicCode },
                ...(open.endedOn
                  ? [
                      {
                        label: '停用',
                        value: (
                          <>
                            <DateText value={open.endedOn} /> {open.endReason}
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            {open.photoFileId ? (
              <img
                alt={`${open.subjectName}挂牌照片`}
                src={`/api/files/${open.photoFileId}`}
                style={{ maxWidth: '100%', marginTop: 16 }}
              />
            ) : null}
          </>
        ) : null}
      </SideSheet>
    </>
  )
}
