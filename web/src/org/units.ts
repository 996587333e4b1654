/** The organisation tree, made from the flat list that is ordered parents first. */
import { listUnits, type Unit } from '@xinghe/contract/org'
import { useMemo } from 'react'
import { useAnswer } from '../app/call.ts'

export interface UnitNode {
  value: string
  key: string
  title: string
  unit: Unit & { members: number }
  children?: UnitNode[]
}
/** Roots of what I may see: usually one, my own unit. */
export function treeOf(units: readonly (Unit & { members: number })[]): UnitNode[] {
  const nodes = new Map<string, UnitNode>()
  const roots: UnitNode[] = []
  for (const unit of units) {
    const node: UnitNode = { value: unit.id, key: unit.id, title: unit.shortName, unit }
    nodes.set(unit.id, node)
    const parent = unit.parentId ? nodes.get(unit.parentId) : undefined
    if (!parent) roots.push(node)
    else if (parent.children) parent.children.push(node)
    else parent.children = [node]
  }
  return roots
}
export function useUnits({ when = true, closed = false } = {}) {
  const answer = useAnswer(listUnits, closed ? { query: { closed: '1' } } : undefined, { when, keep: true })
  const tree = useMemo(() => treeOf(answer.data ?? []), [answer.data])
  return { answer, units: answer.data ?? [], tree }
}
