/** 打印字体: which official faces stand on the machine, and how they get there. */
import { getPrintFaces, readPrintFaces } from '@xinghe/contract/print-faces'
import { useAct, useAnswer } from '../app/call.ts'
import { ActButton, DataTable, Loaded, PageHead, RowCard, Section, StateTag } from '../ui/index.ts'

const usedFor: Record<string, string> = {
  仿宋: '公文正文、主送、落款',
  小标宋: '公文标题、发文机关标志、牌匾',
  楷体: '公文二级标题',
  黑体: '公文一级标题、表头、“附件”二字',
}

export default function PrintFacesPage() {
  const faces = useAnswer(getPrintFaces)
  const read = useAct(readPrintFaces, { stale: [getPrintFaces], done: '已重新读取字体文件' })
  return (
    <>
      <PageHead
        title="打印字体"
        sentence="公文规定用仿宋、小标宋、楷体和黑体。这些字体由单位自行购置，系统不附带；没有的用相近的字体代替，版面尺寸不变。"
        acts={
          <ActButton
            main
            why={faces.data && !faces.data.can ? '由旗县组织部办理' : undefined}
            act={() => read.run({ body: {} })}
          >
            重新读取
          </ActButton>
        }
      />
      <Loaded answer={faces}>
        {({ faces: rows, folder }) => {
          const tag = (here: boolean) => (
            <StateTag tone={here ? 'done' : 'idle'}>{here ? '已有' : '没有'}</StateTag>
          )
          return (
            <>
              <Section title="公文字体" flush>
                <DataTable
                  name="打印字体"
                  rows={rows}
                  rowKey={(row) => row.name}
                  paging={false}
                  sticky={false}
                  columns={[
                    { key: 'name', title: '字体', width: 120, always: true },
                    { key: 'use', title: '用在', width: 280, value: (row) => usedFor[row.name] ?? '' },
                    {
                      key: 'here',
                      title: '本机',
                      width: 110,
                      render: (row) => tag(row.here),
                      value: (row) => (row.here ? '已有' : '没有'),
                    },
                    {
                      key: 'printed',
                      title: '打印时使用',
                      width: 180,
                      value: (row) => (row.here ? row.name : row.standsIn),
                    },
                  ]}
                  card={(row) => (
                    <RowCard
                      title={row.name}
                      beside={tag(row.here)}
                      lines={[
                        ['用在', usedFor[row.name] ?? ''],
                        ['打印时使用', row.here ? row.name : row.standsIn],
                      ]}
                    />
                  )}
                />
              </Section>
              <Section title="怎样装上字体">
                <ol>
                  <li>准备有使用权的字体文件（扩展名为 ttf、ttc 或 otf）。</li>
                  <li>由管理服务器的人员放进数据目录下的 fonts 文件夹；没有这个文件夹的，新建一个。</li>
                  <li>回到本页，按“重新读取”；不需要重新启动。</li>
                </ol>
                <p className="xh-quiet">
                  {folder.there ? `字体文件夹中现有 ${folder.files} 个字体文件。` : '现在还没有字体文件夹。'}
                  下载的Word文件只写字体名称，由打开它的电脑提供字体。
                </p>
              </Section>
            </>
          )
        }}
      </Loaded>
    </>
  )
}
