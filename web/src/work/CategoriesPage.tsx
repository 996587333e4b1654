/** What the county calls the categories of villages and members, and which are still given. */
import { categoryKindKeys, categoryKinds, listCategories, setCategory } from '@xinghe/contract/categories'
import type { AnswerOf, SentBody } from '@xinghe/contract/route'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import {
  ActButton,
  DateText,
  Field,
  FormDrawer,
  Input,
  Loaded,
  PageHead,
  Section,
  StateTag,
  Switch,
} from '../ui/index.ts'
import './work.css'

type Category = AnswerOf<typeof listCategories>[number]

const sentences = {
  VILLAGE: '设星方案可以只用于某一类嘎查村；没有专门方案的类别用全镇方案。',
  MEMBER: '党员方案为每一类党员设三颗职责星；末一类只评共性星或免评，不设职责星。',
} as const
const units = { VILLAGE: '个嘎查村', MEMBER: '名党员' } as const

export default function CategoriesPage() {
  const answer = useAnswer(listCategories)
  const [open, setOpen] = useState<Category>()
  const set = useAct(setCategory, { stale: [listCategories], done: '已保存' })
  return (
    <>
      <PageHead
        title="类别设置"
        sentence="嘎查村和党员的类别由旗县命名。评星的规则随类别走，所以类别不能删除：不再用的停用，新登记时不再出现，已登记的照旧。"
      />
      <Loaded answer={answer}>
        {(all) =>
          categoryKindKeys.map((kind) => (
            <Section key={kind} title={categoryKinds[kind]} sentence={sentences[kind]} flush>
              {all
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <div className="xh-setting" key={one.code}>
                    <div>
                      <b>{one.name}</b> {one.off ? <StateTag tone="idle">已停用</StateTag> : null}
                      <p>
                        {one.used} {units[kind]}
                        {one.name === one.initial ? '' : `；系统原称“${one.initial}”`}
                        {one.changed ? (
                          <>
                            ；{one.changed.by} 于 <DateText value={one.changed.at} /> 修改
                          </>
                        ) : null}
                      </p>
                    </div>
                    <div className="xh-setting-value">
                      <ActButton
                        size="small"
                        why={one.can ? undefined : '由旗县组织部修改'}
                        act={() => setOpen(one)}
                      >
                        修改
                      </ActButton>
                    </div>
                  </div>
                ))}
            </Section>
          ))
        }
      </Loaded>
      <FormDrawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open ? `修改“${open.name}”` : ''}
        submit="保存"
        width={420}
        sentence={
          open && open.used > 0
            ? `${open.used} ${units[open.kind]}属于这一类，改名后一并按新名称显示；已经发布的公示和印出的牌匾不变。`
            : '改名后各处按新名称显示。'
        }
        initial={{ name: open?.name, on: !open?.off } as { name: string; on: boolean }}
        onSubmit={({ name, on }: { name: string; on: boolean }) =>
          set.run({
            params: { kind: open?.kind ?? 'VILLAGE', code: open?.code ?? '' },
            body: { name, off: !on } satisfies SentBody<typeof setCategory>,
          })
        }
      >
        <Field name="name" label="名称" required>
          <Input maxLength={12} showCount />
        </Field>
        <Field name="on" label="在用" required ticked help="关闭即停用：新登记时不再出现，已登记的照旧">
          <Switch checkedChildren="在用" unCheckedChildren="停用" />
        </Field>
      </FormDrawer>
    </>
  )
}
