/** The organisation tree on the left, the chosen unit on the right. */
import { unitsList } from '@xinghe/contract/lists/org'
import { getUnitDetail } from '@xinghe/contract/org'
import { useAnswer } from '../app/call.ts'
import { ExportButton, useExport } from '../app/exports.tsx'
import { useView } from '../app/use-view.ts'
import { Checkbox, Loaded, PageHead, Section, Tree, usePhone } from '../ui/index.ts'
import { UnitPanel } from './UnitPanel.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import { type UnitNode, useUnits } from './units.ts'
import './org.css'

export default function UnitsPage() {
  const phone = usePhone()
  const [view, setView] = useView({ unit: '', closed: '' })
  const closed = view.closed !== ''
  const { answer, tree } = useUnits({ closed })
  const exports = useExport(unitsList, closed ? { closed: '1' } : {})
  const chosen = view.unit || tree[0]?.value
  const detail = useAnswer(
    getUnitDetail,
    { params: { id: chosen ?? '' } },
    { when: chosen !== undefined, keep: true },
  )
  const choose = (unit: string | undefined) => setView({ unit: unit ?? '' }, { push: true })
  return (
    <>
      <PageHead
        title="组织机构"
        sentence="各级单位、党组织及其任职人员，单位后为党员人数。"
        acts={
          <>
            <Checkbox
              checked={view.closed !== ''}
              onChange={(event) => setView({ closed: event.target.checked ? '1' : '' })}
            >
              含已撤并
            </Checkbox>
            <ExportButton take={exports} />
          </>
        }
      />
      <Loaded answer={answer}>
        {() => (
          <div className="xh-org">
            {phone ? (
              <UnitPicker value={chosen ?? ''} onChange={choose} width="100%" />
            ) : (
              <nav className="xh-org-tree" aria-label="组织机构">
                <Section>
                  <Tree<UnitNode>
                    blockNode
                    treeData={tree}
                    selectedKeys={chosen ? [chosen] : []}
                    defaultExpandedKeys={tree.map((node) => node.key)}
                    titleRender={(node) => (
                      <>
                        {node.title}
                        {node.unit.lastOn ? <small>已撤并</small> : null}
                        {node.unit.members > 0 ? <small>{node.unit.members}</small> : null}
                      </>
                    )}
                    onSelect={(keys) => keys[0] && choose(String(keys[0]))}
                  />
                </Section>
              </nav>
            )}
            <Loaded answer={detail}>{(unit) => <UnitPanel unit={unit} onChoose={choose} />}</Loaded>
          </div>
        )}
      </Loaded>
    </>
  )
}
