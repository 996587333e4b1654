import type { PickRule } from '@xinghe/contract/slips'
import { checkers, starKinds } from '@xinghe/contract/words'
import type { ReactNode } from 'react'
import type { HeldFile } from '../device/letter.ts'
import { DayInput, HoldFiles, Input, PointsInput, Select, usePhone } from '../ui/index.ts'
import { rulesByStar, type Sheet } from './entry.ts'
import { limitsOf, signed } from './words.tsx'

export interface Deed {
  rule: PickRule | undefined
  slot: number | null
  factOn: string
  reason: string
  ordinal: number
  /** Null: the rule's own amount. */
  amount: number | null
}
export interface DeedFormProps {
  sheet: Sheet
  deed: Deed
  onDeed: (deed: Deed) => void
  files: readonly HeldFile[]
  onFiles: (files: HeldFile[]) => void
  today: string
  year: number
}
const Labelled = ({ label, children, note }: { label: string; children: ReactNode; note?: ReactNode }) => (
  <div className="pt-field">
    <span className="pt-label">{label}</span>
    {children}
    {note ? <small>{note}</small> : null}
  </div>
)

/** The deed: rule, star where the rule leaves it open, day, reason, evidence. */
export function DeedForm({ sheet, deed, onDeed, files, onFiles, today, year }: DeedFormProps) {
  const phone = usePhone()
  const { rule } = deed
  const set = (patch: Partial<Deed>) => onDeed({ ...deed, ...patch })
  const choose = (key: string) => {
    const chosen = sheet.rules.find((one) => keyOf(one) === key)
    const spoken = !deed.reason || deed.reason === said(rule)
    set({ rule: chosen, slot: null, amount: null, ...(spoken && { reason: said(chosen) }) })
  }
  const stars = [
    ...new Map(
      sheet.books
        .flatMap((book) => book.stars)
        .filter(({ slot }) => slot <= 8 || sheet.books.length === 1)
        .map((star) => [star.slot, star]),
    ).values(),
  ]
  const limit = Math.abs(rule?.amount ?? 0)
  return (
    <div className="pt-form">
      <Labelled
        label="细则"
        note={
          rule ? (
            <>
              {limitsOf(rule)}；
              {rule.star ? `${starKinds[rule.star.kind]} ${rule.star.name}` : '可记入任何一颗星'}；
              {checkers[rule.checker]}
            </>
          ) : undefined
        }
      >
        <Select
          aria-label="细则"
          showSearch={{ optionFilterProp: 'text' }}
          autoFocus={!phone}
          placeholder="输入编号或文字查找细则"
          value={rule ? keyOf(rule) : undefined}
          onChange={choose}
          listHeight={380}
          options={rulesByStar(sheet).map(({ star, rules }) => ({
            label: star,
            title: star,
            options: rules.map((one) => ({
              value: keyOf(one),
              text: `${one.code} ${one.content} ${star}`,
              label: (
                <span className="pt-option">
                  <span>
                    <b>{one.code}</b> {one.content}
                  </span>
                  <span className="xh-num">{signed(one.amount)}</span>
                </span>
              ),
            })),
          }))}
        />
      </Labelled>
      {rule && rule.star === null ? (
        <Labelled label="记入哪颗星">
          <Select
            aria-label="记入哪颗星"
            placeholder="选择与这件事最相关的一颗星"
            value={deed.slot ?? undefined}
            onChange={(slot: number) => set({ slot })}
            options={stars
              .sort((a, b) => a.slot - b.slot)
              .map((star) => ({ value: star.slot, label: star.name }))}
          />
        </Labelled>
      ) : null}
      <div className="pt-form-row">
        <Labelled label="发生日期">
          <DayInput
            aria-label="发生日期"
            value={deed.factOn}
            earliest={`${year}-01-01`}
            latest={today.startsWith(String(year)) ? today : `${year}-12-31`}
            onChange={(factOn) => set({ factOn: factOn ?? '' })}
          />
        </Labelled>
        <Labelled label="当天第几次">
          <Select
            aria-label="当天第几次"
            value={deed.ordinal}
            onChange={(ordinal: number) => set({ ordinal })}
            options={[1, 2, 3, 4, 5].map((one) => ({ value: one, label: `第 ${one} 次` }))}
          />
        </Labelled>
        <Labelled label={rule?.kind === 'DEDUCT' ? '扣分' : '分值'}>
          <PointsInput
            aria-label="分值"
            disabled={!rule}
            min={25}
            max={limit || 100}
            value={deed.amount === null ? (rule ? limit : null) : Math.abs(deed.amount)}
            onChange={(size) =>
              set({
                amount: size === null || size === limit ? null : rule?.kind === 'DEDUCT' ? 0 - size : size,
              })
            }
          />
        </Labelled>
      </div>
      <Labelled label="事由" note="会写进积分手册，请写清是什么事">
        <Input.TextArea
          aria-label="事由"
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={300}
          value={deed.reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
      </Labelled>
      <Labelled label={rule?.evidenceNeeded ? '佐证（必须）' : '佐证（可不附）'}>
        <HoldFiles
          value={files}
          onChange={onFiles}
          {...(rule?.evidenceNote ? { wanted: rule.evidenceNote } : {})}
        />
      </Labelled>
    </div>
  )
}
const keyOf = (rule: PickRule): string => `${rule.versionId} ${rule.code}`
const said = (rule: PickRule | undefined): string => rule?.content.replace(/[,，](每.{0,3}|\d项)$/, '') ?? ''
