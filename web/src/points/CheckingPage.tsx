/** The branch confirms, the township checks: the queue on the left, the slip with its evidence beside it. */
import { slipsList } from '@xinghe/contract/lists/points'
import {
  checkSlips,
  confirmSlips,
  listSlips,
  type SlipRow,
  type SlipView as View,
} from '@xinghe/contract/slips'
import { type Checker, checkers } from '@xinghe/contract/words'
import { useEffect, useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { ExportButton, useExport } from '../app/exports.tsx'
import { useCan, useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { ActButton, Empty, Filters, Loaded, PageHead, usePhone } from '../ui/index.ts'
import { CheckDesk } from './CheckDesk.tsx'
import { CheckList } from './CheckList.tsx'
import { SlipSheet } from './SlipSheet.tsx'
import { stalePoints } from './words.tsx'
import './points.css'

const plain = { view: '', checker: '', search: '', slip: '', page: 1 }
const size = 100

export default function CheckingPage() {
  const me = useMe()
  const can = useCan()
  const phone = usePhone()
  const [view, setView] = useView(plain)
  const tab = (view.view || (can('slips.check') ? 'check' : 'confirm')) as Extract<View, 'confirm' | 'check'>
  const query = {
    view: tab,
    ...(view.checker && { checker: view.checker as Checker }),
    ...(view.search && { search: view.search }),
  }
  const exports = useExport(slipsList, query)
  const answer = useAnswer(
    listSlips,
    { query: { ...query, page: view.page, size } },
    { when: me !== undefined, keep: true },
  )
  const rows = answer.data?.rows ?? []
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const [struck, setStruck] = useState<Readonly<Record<string, string>>>({})
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === view.slip),
  )
  const open = view.slip || !phone ? rows[at] : undefined
  useEffect(() => {
    if (open) setSeen((was) => (was.has(open.id) ? was : new Set([...was, open.id])))
  }, [open])
  const show = (index: number) => {
    const row = rows[index]
    if (row) setView({ slip: row.id })
  }
  const flip = (id: string) =>
    setTicked((was) => {
      const next = new Set(was)
      if (!next.delete(id)) next.add(id)
      return next
    })
  useKeys({
    ArrowDown: () => show(at + 1),
    ArrowUp: () => show(at - 1),
    ' ': () => open && flip(open.id),
    off: phone,
  })

  const chosen = rows.filter((row) => ticked.has(row.id))
  const confirm = useAct(confirmSlips, {
    stale: stalePoints,
    done: ({ confirmed, effective }) =>
      [effective ? `${effective} 张已确认入账` : '', confirmed ? `${confirmed} 张已转苏木镇核查` : '']
        .filter(Boolean)
        .join('，'),
  })
  const check = useAct(checkSlips, {
    stale: stalePoints,
    done: ({ effective, lines }) => `${effective} 张、${lines} 笔已核查入账`,
  })
  const strike = chosen.flatMap((row) =>
    row.lines.flatMap(({ id }) => (struck[id] ? [{ lineId: id, reason: struck[id] }] : [])),
  )
  const ids = chosen.map((row) => row.id)
  const unseen = chosen.filter((row) => !seen.has(row.id))
  const pass = async () => {
    if (tab === 'confirm') await confirm.run({ body: { ids, strike } })
    else
      await check.run({
        body: {
          ids,
          strike,
          mode: unseen.length > 0 ? 'sample' : 'all',
          sampledIds: ids.filter((id) => seen.has(id)),
        },
      })
    setTicked(new Set())
  }
  return (
    <>
      <PageHead
        title="确认与核查"
        sentence={
          tab === 'confirm'
            ? '党支部确认登记的积分是否属实；本人登记的和与本人有关的，由其他人确认。'
            : '苏木镇核查党支部确认过的积分；规定抽查的，看够比例后可以一并通过。'
        }
        acts={
          <>
            <ExportButton take={exports} />
            <ActButton
              main={chosen.length > 0}
              why={whyNotPass(tab, chosen, seen, answer.data?.samplePercent ?? 0)}
              confirm={sentenceOf(tab, chosen, unseen.length)}
              act={pass}
            >
              {tab === 'confirm' ? '确认所选' : '核查入账所选'}
              {chosen.length > 0 ? ` ${chosen.length} 张` : ''}
            </ActButton>
          </>
        }
      />
      <Filters
        view={{ ...view, view: tab }}
        onView={(patch) => {
          setTicked(new Set())
          setView({ ...patch, slip: '' })
        }}
        items={[
          {
            key: 'view',
            label: '队列',
            kind: 'pick',
            options: (['confirm', 'check'] as const)
              .filter((one) => can(one === 'confirm' ? 'slips.confirm' : 'slips.check'))
              .map((one) => ({
                value: one,
                label: `${one === 'confirm' ? '待我确认' : '待我核查'} ${answer.data?.counts[one] ?? ''}`,
              })),
          },
          ...(tab === 'check'
            ? [
                {
                  key: 'checker',
                  label: '核查方式',
                  options: (['SAMPLE', 'TOWNSHIP'] as const).map((value) => ({
                    value,
                    label: checkers[value],
                  })),
                },
              ]
            : []),
          { key: 'search', label: '姓名或事由', kind: 'search' },
        ]}
      />
      <Loaded answer={answer}>
        {({ total }) =>
          rows.length === 0 ? (
            <div className="pt-panel">
              <Empty title="没有等您办理的申报单" hint="新的申报单到了，会出现在这里和工作台上。" />
            </div>
          ) : (
            <div className="pt-desk">
              <CheckList
                rows={rows}
                total={total}
                page={view.page}
                size={size}
                openId={open?.id}
                ticked={ticked}
                seen={seen}
                onOpen={(id) => setView({ slip: id })}
                onTick={flip}
                onTickAll={(all) => setTicked(all ? new Set(rows.map((row) => row.id)) : new Set())}
                onPage={(page) => setView({ page, slip: '' })}
              />
              {open && !phone ? (
                <CheckDesk
                  key={open.id}
                  slip={open}
                  index={at}
                  total={rows.length}
                  onStep={show}
                  struck={struck}
                  onStrike={(id, reason) =>
                    setStruck(({ [id]: _, ...others }) => (reason ? { ...others, [id]: reason } : others))
                  }
                  together={chosen.length > 0}
                  onDone={() => show(at < rows.length - 1 ? at + 1 : at - 1)}
                />
              ) : null}
            </div>
          )
        }
      </Loaded>
      {phone ? (
        <SlipSheet
          id={open?.id}
          onClose={() => setView({ slip: '' })}
          step={open ? { index: at, total: rows.length, onStep: show } : undefined}
        />
      ) : null}
    </>
  )
}

function whyNotPass(
  tab: string,
  chosen: readonly SlipRow[],
  seen: ReadonlySet<string>,
  percent: number,
): string | undefined {
  if (chosen.length === 0) return '请先在左边勾选申报单'
  if (tab === 'confirm') return undefined
  const strict = chosen.filter((row) => row.checker === 'TOWNSHIP' && !seen.has(row.id)).length
  if (strict > 0) return `其中 ${strict} 张规定逐张核查，请先逐张查看`
  const sample = chosen.filter((row) => row.checker === 'SAMPLE')
  const needed = Math.ceil((sample.length * percent) / 100)
  const looked = sample.filter((row) => seen.has(row.id)).length
  return looked < needed ? `抽查比例 ${percent}%：至少查看 ${needed} 张，已查看 ${looked} 张` : undefined
}

function sentenceOf(tab: string, chosen: readonly SlipRow[], unseen: number): string {
  const lines = chosen.flatMap((row) => row.lines).filter((line) => !line.struck)
  const books = new Set(lines.map((line) => line.bookId)).size
  const what = `${chosen.length} 张申报单、${lines.length} 笔积分，涉及 ${books} 本手册`
  if (tab === 'confirm') return `将确认 ${what}。`
  return unseen > 0
    ? `将核查入账 ${what}；其中 ${unseen} 张未逐张查看，按抽查通过并记录在案。`
    : `将核查入账 ${what}。`
}

/** Up and down change the slip, space ticks it; not while something is typed or asked. */
function useKeys({ off, ...keys }: Record<string, unknown> & { off: boolean }) {
  useEffect(() => {
    if (off) return
    const press = (event: KeyboardEvent) => {
      const act = keys[event.key] as (() => void) | undefined
      const busy = (event.target as HTMLElement).closest(
        'input, textarea, select, button, a, [role=combobox], [role=option], .ant-modal, .ant-drawer',
      )
      if (!act || busy || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}
