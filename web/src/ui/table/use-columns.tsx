import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useState } from 'react'
import type { Column } from './column.tsx'

const key = (name: string) => `xinghe.columns.${name}`
function stored(name: string): string[] | undefined {
  try {
    const text = localStorage.getItem(key(name))
    return text ? (JSON.parse(text) as string[]) : undefined
  } catch {
    return undefined
  }
}

/** The columns that this person chose to see, remembered on this device, and the control that chooses. */
export function useColumns<Row>(name: string | undefined, all: readonly Column<Row>[]) {
  const [left, setLeft] = useState<string[] | undefined>(() => (name ? stored(name) : undefined))
  const off = new Set(left ?? all.filter(({ hidden }) => hidden).map((column) => column.key))
  const seen = all.filter((column, index) => index === 0 || column.always || !off.has(column.key))
  const keep = (next: string[] | undefined) => {
    setLeft(next)
    if (!name) return
    try {
      if (next) localStorage.setItem(key(name), JSON.stringify(next))
      else localStorage.removeItem(key(name))
    } catch {
      // Storage may be forbidden; the choice then lasts until the page is left.
    }
  }
  const chooser = name ? (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <fieldset className="xh-columns">
          <legend className="xh-hidden">显示的列</legend>
          {all.map((column, index) => (
            <Checkbox
              key={column.key}
              checked={index === 0 || column.always || !off.has(column.key)}
              disabled={index === 0 || (column.always ?? false)}
              onChange={({ target }) =>
                keep(target.checked ? [...off].filter((one) => one !== column.key) : [...off, column.key])
              }
            >
              {column.title}
            </Checkbox>
          ))}
          <Button type="link" size="small" onClick={() => keep(undefined)}>
            恢复默认
          </Button>
        </fieldset>
      }
    >
      <Button type="text" icon={<SettingOutlined />}>
        选列
      </Button>
    </Popover>
  ) : null
  return { seen, chooser }
}
