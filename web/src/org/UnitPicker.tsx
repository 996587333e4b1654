import { TreeSelect } from '../ui/index.ts'
import { useUnits } from './units.ts'

export interface UnitPickerProps {
  value?: string
  onChange?: (unitId: string | undefined) => void
  placeholder?: string
  id?: string
  /** Only these kinds can be chosen. */
  only?: (kind: string, partyOrgName: string | null) => boolean
  width?: number | string
}
/** A unit of my area, by name in the tree. Fits into `Field`. */
export function UnitPicker({
  value,
  onChange,
  placeholder = '选择单位',
  id,
  only,
  width = 220,
}: UnitPickerProps) {
  const { tree, units, answer } = useUnits()
  const closed = new Set(
    only ? units.filter((one) => !only(one.kind, one.partyOrgName)).map((one) => one.id) : [],
  )
  const grey = (nodes: typeof tree): object[] =>
    nodes.map((node) => ({
      ...node,
      disabled: closed.has(node.value),
      ...(node.children ? { children: grey(node.children) } : {}),
    }))
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      aria-label={placeholder}
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      style={{ width }}
      popupMatchSelectWidth={false}
      styles={{ popup: { root: { minWidth: 260, maxHeight: 400 } } }}
      loading={answer.isPending}
      placeholder={placeholder}
      treeData={grey(tree)}
      value={value || undefined}
      treeDefaultExpandedKeys={tree.map((node) => node.key)}
      onChange={(next) => onChange?.(next as string | undefined)}
    />
  )
}
