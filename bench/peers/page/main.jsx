import { Table } from 'antd'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

const rows = Array.from({ length: 20 }, (_, key) => ({ key, name: `乌云其其格·${key}`, points: 60 + key }))
const columns = [
  { title: '姓名', dataIndex: 'name' },
  { title: '积分', dataIndex: 'points' },
]
createRoot(document.getElementById('root')).render(createElement(Table, { columns, dataSource: rows }))
