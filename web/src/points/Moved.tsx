/** Where the standing of a book went, and the act that merges the books of a person entered twice. */
import { type Book, listBooks, mergeBooks } from '@xinghe/contract/points'
import { formatDay } from '@xinghe/contract/values'
import { useAct, useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { Field, FormDrawer, Input, Select } from '../ui/index.ts'
import { stalePoints } from './words.tsx'

export function Moved({ book }: { book: Book }) {
  if (!book.movedTo) return null
  const { on, reason, bookId, bookNo } = book.movedTo
  return (
    <p className="pt-note">
      {formatDay(on)}起本册不再登记：{reason}。原有记录保留备查，积分已冲正转出，不重复计算。
      {bookId ? (
        <To to="/points/books/:id" params={{ id: bookId }}>
          查看{bookNo}
        </To>
      ) : null}
    </p>
  )
}

export function MergeForm({ book, open, onClose }: { book: Book; open: boolean; onClose: () => void }) {
  const others = useAnswer(
    listBooks,
    { query: { year: book.year, subject: 'MEMBER', search: book.name, page: 1, size: 100 } },
    { when: open },
  )
  const merge = useAct(mergeBooks, {
    stale: stalePoints,
    done: ({ carried, same }) => `已合并：转入 ${carried} 条，重复 ${same} 条只计一次`,
  })
  const options = (others.data?.rows ?? [])
    .filter((row) => row.id !== book.id && !row.moved)
    .map((row) => ({ value: row.id, label: `${row.name}（${row.villageName}，${row.bookNo}）` }))
  return (
    <FormDrawer<{ intoId: string; reason: string }>
      open={open}
      onClose={onClose}
      title="合并重复的积分册"
      submit="合并"
      sentence={`同一名党员被登记了两次时使用。${book.bookNo}的积分将冲正并转入保留的册，相同的事项只计一次；重复登记的党员身份随之终止。合并后不能撤销。`}
      onSubmit={(body) => merge.run({ params: { id: book.id }, body })}
    >
      <Field
        name="intoId"
        label="保留的册"
        required
        missing="请选择保留的积分册"
        help="按姓名列出同名的积分册"
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={others.isPending}
          options={options}
          placeholder={options.length === 0 ? '没有同名的积分册' : '请选择'}
        />
      </Field>
      <Field name="reason" label="理由" required>
        <Input.TextArea rows={3} maxLength={200} placeholder="如：同一人从两个支部重复录入，经核实为同一人" />
      </Field>
    </FormDrawer>
  )
}
