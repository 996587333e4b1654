/** Rows of settings, each with its default and its ground, and the drawer in which one is changed. */
import type { AnswerOf } from '@xinghe/contract/route'
import { listSettings, safetyGroup, setSetting } from '@xinghe/contract/settings'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { ActButton, DateText, Field, FormDrawer, Input, InputNumber, Switch } from '../ui/index.ts'
import './work.css'

export type Setting = AnswerOf<typeof listSettings>[number]

const words = ({ kind, unit }: Setting, value: unknown): string => {
  if (kind === 'switch') return value ? '开' : '关'
  if (kind === 'month-day') {
    const [month, day] = String(value).split('-')
    return `${Number(month)}月${Number(day)}日`
  }
  return `${String(value)} ${unit ?? ''}`.trim()
}

export function SettingRows({ rows, done }: { rows: readonly Setting[]; done: string }) {
  const [open, setOpen] = useState<Setting>()
  const set = useAct(setSetting, { stale: [listSettings], done })
  return (
    <>
      {rows.map((one) => (
        <div className="xh-setting" key={one.key}>
          <div>
            <b>{one.label}</b>
            <p>
              依据：{one.basis}。默认 {words(one, one.initial)}
              {one.changed ? (
                <>
                  ；{one.changed.by} 于 <DateText value={one.changed.at} /> 修改
                </>
              ) : null}
            </p>
          </div>
          <div className="xh-setting-value">
            <b>{words(one, one.value)}</b>
            <ActButton
              size="small"
              why={
                one.can ? undefined : `由${one.group === safetyGroup ? '安全保密管理员' : '旗县组织部'}修改`
              }
              act={() => setOpen(one)}
            >
              修改
            </ActButton>
          </div>
        </div>
      ))}
      <FormDrawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open?.label}
        submit="保存"
        width={420}
        sentence={open ? `默认 ${words(open, open.initial)}。${open.basis}。` : undefined}
        initial={{ value: open?.value } as { value: unknown }}
        onSubmit={({ value }: { value: unknown }) =>
          set.run({ params: { key: open?.key ?? '' }, body: { value } })
        }
      >
        {open?.kind === 'switch' ? (
          <Field name="value" label="是否开启" ticked>
            <Switch checkedChildren="开" unCheckedChildren="关" />
          </Field>
        ) : open?.kind === 'month-day' ? (
          <Field name="value" label="月和日" required help="两位月、两位日，如 03-31">
            <Input maxLength={5} placeholder="03-31" />
          </Field>
        ) : open?.kind === 'text' ? (
          <Field name="value" label="内容" required>
            <Input maxLength={200} />
          </Field>
        ) : (
          <Field name="value" label={`数值（${open?.unit ?? ''}）`} required>
            <InputNumber style={{ width: '100%' }} precision={0} />
          </Field>
        )}
      </FormDrawer>
    </>
  )
}
