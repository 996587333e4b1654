/** Units and people. */
import { listPeople, listUnits, type PersonRow, type Unit } from '../org.ts'
import { posts } from '../rights.ts'
import { partyOrgKinds, unitKinds } from '../words.ts'
import { listOf } from './list.ts'

export const peopleList = listOf<typeof listPeople, PersonRow>('people', listPeople, {
  title: ({ who }) => (who === 'members' ? '党员名册' : who === 'left' ? '已移出名册人员' : '党员与干部名册'),
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  about: (row) => ({ personId: row.id }),
  columns: () => [
    { key: 'name', title: '姓名', width: 140 },
    { key: 'unitName', title: '单位', width: 160 },
    {
      key: 'category',
      title: '党员类别',
      width: 130,
      value: (row, names) =>
        row.category
          ? `${names.MEMBER[row.category]}${row.status === 'PROBATIONARY' ? '（预备）' : ''}`
          : null,
    },
    {
      key: 'posts',
      title: '职务',
      width: 220,
      value: (row) => row.posts.map((one) => posts[one.post]).join('、'),
    },
    {
      key: 'sex',
      title: '性别',
      width: 70,
      value: (row) => (row.sex === 'M' ? '男' : row.sex === 'F' ? '女' : null),
    },
    { key: 'age', title: '年龄', kind: 'number', width: 80 },
    { key: 'phone', title: '电话', width: 140 },
    { key: 'hasAccount', title: '账号', width: 90, value: (row) => (row.hasAccount ? '已开通' : null) },
  ],
})

/** Not a table on the screen but a tree: its parents stand first. */
export const unitsList = listOf<typeof listUnits, Unit & { members: number; parentName?: string }>(
  'units',
  listUnits,
  {
    title: () => '组织机构',
    rows: (answer) => {
      const names = new Map(answer.map((unit) => [unit.id, unit.name]))
      return answer.map((unit) => ({ ...unit, parentName: names.get(unit.parentId ?? '') ?? '' }))
    },
    columns: () => [
      { key: 'name', title: '单位', width: 160 },
      { key: 'parentName', title: '上级', width: 140 },
      { key: 'kind', title: '层级', width: 90, value: (row) => unitKinds[row.kind] },
      { key: 'partyOrgName', title: '党组织', width: 240 },
      {
        key: 'partyOrgKind',
        title: '党组织形式',
        width: 110,
        value: (row) => (row.partyOrgKind ? partyOrgKinds[row.partyOrgKind] : null),
      },
      {
        key: 'villageType',
        title: '类别',
        width: 100,
        value: (row, names) => (row.villageType ? names.VILLAGE[row.villageType] : null),
      },
      { key: 'members', title: '党员', kind: 'number', width: 80 },
    ],
  },
)
