import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { searchPath } from './paths.ts'

/** A person, a unit, a notice number. Ctrl K from anywhere. */
export function SearchBox() {
  const navigate = useNavigate()
  const box = useRef<InputRef>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      box.current?.focus({ cursor: 'all' })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return (
    <Input
      ref={box}
      className="xh-search"
      prefix={<SearchOutlined aria-hidden="true" />}
      suffix={<kbd>Ctrl K</kbd>}
      placeholder="找人、单位、公示编号"
      aria-label="搜索"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() =>
        text.trim() && void navigate({ to: searchPath as never, search: { q: text.trim() } as never })
      }
    />
  )
}
