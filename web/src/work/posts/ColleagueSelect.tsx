/** A person who could act in a post: searched by name, pinyin or initials. Fits into `Field`. */
import { listColleagues } from '@xinghe/contract/substitutions'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { Select } from '../../ui/index.ts'

export interface ColleagueSelectProps {
  holdingId: string | undefined
  value?: string
  onChange?: (personId: string) => void
  id?: string
}
export function ColleagueSelect({ holdingId, value, onChange, id }: ColleagueSelectProps) {
  const [q, setQ] = useState('')
  const found = useAnswer(
    listColleagues,
    { query: { holdingId: holdingId ?? '', ...(q && { q }) } },
    { when: holdingId !== undefined, keep: true },
  )
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder="输入姓名、拼音或首字母"
      loading={found.isPending && holdingId !== undefined}
      notFoundContent={q ? '没有找到已开通账号的人' : '没有可选的人'}
      options={(found.data ?? []).map((one) => ({
        value: one.personId,
        label: `${one.name}（${one.unitName}）`,
      }))}
    />
  )
}
