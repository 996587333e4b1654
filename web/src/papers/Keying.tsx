/** Typing a sheet: kept on the server while it goes on, checked line by line, and against the sum at the foot. */
import {
  columnsOf,
  type Fault,
  type KeyedLine,
  readRule,
  readSheet,
  sumOf,
  written,
} from '@xinghe/contract/paper-lines'
import { type PaperSheetAnswer, saveKeying } from '@xinghe/contract/papers'
import { formatPoints, parsePoints } from '@xinghe/contract/values'
import { useEffect, useMemo, useRef, useState } from 'react'
import { CallError, call, useAct } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { sentenceOf } from '../app/say.ts'
import { ActButton, DateText, Input, Section } from '../ui/index.ts'
import { type Cells, mapOf, SheetTable } from './SheetTable.tsx'
import { stalePapers } from './words.tsx'

const pause = 1500

export function Keying({ sheet, onDone }: { sheet: PaperSheetAnswer; onDone: () => void }) {
  const me = useMe()
  const today = me?.today ?? '9999-12-31'
  const [lines, setLines] = useState<Map<number, Cells>>(() => mapOf(sheet.mine?.lines ?? []))
  const [total, setTotal] = useState(sheet.mine?.total ?? '')
  /** Lines that were left: what is wrong in them is said. All, once it was handed in. */
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [asked, setAsked] = useState(false)
  const [savedAt, setSavedAt] = useState(sheet.mine?.savedAt ?? null)
  const [trouble, setTrouble] = useState<string>()
  const foot = useRef<HTMLDivElement>(null)
  const finish = useAct(saveKeying, {
    stale: stalePapers,
    done: ({ state }) => (state === 'DIFFERENT' ? '已录完，两遍有不一致' : '已录完'),
  })

  const keyed = useMemo(
    (): KeyedLine[] =>
      [...lines]
        .filter(([, cells]) => Object.values(cells).some((text) => text !== ''))
        .sort(([a], [b]) => a - b)
        .map(([no, cells]) => ({ no, cells })),
    [lines],
  )
  const read = useMemo(() => readSheet(sheet, keyed, total, today), [sheet, keyed, total, today])
  const sum = useMemo(() => sumOf(sheet, keyed), [sheet, keyed])
  const paper = parsePoints(total)
  const told: Fault[] = read.faults.filter((fault) => asked || (fault.no > 0 && left.has(fault.no)))
  const foul = told.find((fault) => fault.no === 0)

  // A finished keying is changed only by finishing it again.
  const drafts = !sheet.mine?.done
  const body = JSON.stringify({ lines: keyed, total })
  const kept = useRef(JSON.stringify({ lines: sheet.mine?.lines ?? [], total: sheet.mine?.total ?? '' }))
  const at = useRef(savedAt)
  const busy = useRef<Promise<void>>(undefined)
  const keep = useRef(async () => {})
  keep.current = async () => {
    await busy.current
    if (!drafts || body === kept.current) return
    const sent = body
    busy.current = call(saveKeying, {
      params: { id: sheet.id },
      body: { ...JSON.parse(sent), done: false, savedAt: at.current },
    })
      .then((answer) => {
        kept.current = sent
        at.current = answer.savedAt
        setSavedAt(answer.savedAt)
        setTrouble(undefined)
      })
      .catch((error: unknown) =>
        setTrouble(
          error instanceof CallError && error.code === 'common.changed_meanwhile'
            ? '别人也在录入这张表，您的这一份没有保存，请刷新后再录'
            : sentenceOf(error),
        ),
      )
    await busy.current
  }
  useEffect(() => {
    const timer = setTimeout(() => void keep.current(), pause)
    return () => clearTimeout(timer)
  }, [body])
  useEffect(() => () => void keep.current(), [])

  const set = (no: number, key: string, text: string) =>
    setLines((was) => new Map(was).set(no, { ...was.get(no), [key]: text }))
  const leave = (no: number, key: string) => {
    const cells = lines.get(no) ?? {}
    if (key === 'rule' && !cells.plus && !cells.minus && !cells.skip) {
      const rule = sheet.rules.find(
        (one) => one.code === readRule(written(keyed).find((line) => line.no === no)?.cells.rule ?? '').code,
      )
      if (rule) set(no, rule.amount < 0 ? 'minus' : 'plus', formatPoints(Math.abs(rule.amount)))
    }
    const last = columnsOf(sheet)
      .filter((column) => column.kind !== 'skip')
      .at(-1)?.key
    // Said when the line is finished, or a cell of it that cannot stand was left.
    if (key === last || (cells[key] ?? '') !== '') setLeft((was) => new Set(was).add(no))
  }
  const hand = async () => {
    setAsked(true)
    if (read.faults.length > 0) {
      const [first] = read.faults
      const id = first && first.no > 0 ? `pa-${first.no}-${first.key}` : 'pa-total'
      document.getElementById(id)?.focus()
      return
    }
    await busy.current
    const { savedAt: now } = await finish.run({
      params: { id: sheet.id },
      body: { lines: keyed, total, done: true, savedAt: at.current },
    })
    at.current = now
    kept.current = body
    onDone()
  }
  return (
    <Section
      title={sheet.doubleEntry && sheet.keyers.some((one) => one.done) ? '第二遍录入' : '照纸面录入'}
      sentence="按回车或Tab键逐格前进；与上一行相同的录“同上”；加扣分不填时按细则填入。"
      flush
    >
      <SheetTable
        sheet={sheet}
        lines={lines}
        faults={told}
        onCell={set}
        onLeave={leave}
        onEnd={() => document.getElementById('pa-total')?.focus()}
      />
      <div className="pa-foot" ref={foot}>
        <span>
          逐行相加 <b>{formatPoints(sum)}</b> 分
        </span>
        <label htmlFor="pa-total">纸面合计</label>
        <Input
          id="pa-total"
          value={total}
          maxLength={12}
          inputMode="decimal"
          autoComplete="off"
          status={foul ? 'error' : ''}
          aria-describedby="pa-total-said"
          onChange={(event) => setTotal(event.target.value)}
          onPressEnter={() => void hand().catch((error: unknown) => setTrouble(sentenceOf(error)))}
        />
        <span id="pa-total-said" role="status" data-agrees={paper === sum ? true : undefined}>
          {foul
            ? foul.message
            : paper === undefined
              ? '照纸面底部填写'
              : paper === sum
                ? '与逐行相加一致'
                : `相差 ${formatPoints(Math.abs(paper - sum))} 分`}
        </span>
        <span className="pa-grow" />
        <span className="xh-quiet" role="status">
          {trouble ? (
            <em className="pa-fault">{trouble}</em>
          ) : savedAt ? (
            <>
              已保存 <DateText value={savedAt} time />
            </>
          ) : null}
        </span>
        <ActButton main act={hand}>
          录完
        </ActButton>
      </div>
      {asked && told.length > 0 ? (
        <p className="pa-fault pa-foot-fault" role="alert">
          有 {told.length} 处需要改正，已标在格内。
        </p>
      ) : null}
    </Section>
  )
}
