import { setElder, useElder } from '../../app/elder.ts'
import { useView } from '../../app/use-view.ts'
import { Button, PageHead, Tabs } from '../index.ts'
import { BookSample } from './BookSample.tsx'
import { Drawings } from './Drawings.tsx'
import { Forms } from './Forms.tsx'
import { Tables } from './Tables.tsx'

export default function KitPage() {
  const [{ part }, setView] = useView({ part: 'drawings' })
  const elder = useElder()
  return (
    <>
      <PageHead
        title="界面部件"
        sentence="所有页面由这些部件拼成，改一处，处处改。"
        acts={<Button onClick={() => setElder(!elder)}>{elder ? '标准版' : '长辈版'}</Button>}
      />
      <Tabs
        activeKey={part}
        onChange={(key) => setView({ part: key })}
        items={[
          { key: 'drawings', label: '图形与数字', children: <Drawings /> },
          { key: 'tables', label: '表格', children: <Tables /> },
          { key: 'forms', label: '表单与状态', children: <Forms /> },
          { key: 'book', label: '手册', children: <BookSample /> },
        ]}
        destroyOnHidden
      />
    </>
  )
}
