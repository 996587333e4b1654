import { AppstoreOutlined } from '@ant-design/icons'
import type { Me } from '@xinghe/contract/identity'
import { Drawer } from 'antd'
import { useState } from 'react'
import { type MenuPage, phonePlaces } from './menu.ts'
import { SideMenu, type SideMenuProps } from './SideMenu.tsx'
import { To } from './To.tsx'
import { ElderToggle, SignOut } from './TopBar.tsx'

export function BottomBar({ groups, place, me }: Pick<SideMenuProps, 'groups' | 'place'> & { me: Me }) {
  const [open, setOpen] = useState(false)
  const here = (page: MenuPage) => page.path === place?.path || undefined
  return (
    <>
      <nav className="xh-bottom" aria-label="常用">
        {phonePlaces(groups).map((page) => (
          <To key={page.path} to={page.path} className={here(page) ? 'xh-here' : ''}>
            {page.menu.icon ? <page.menu.icon /> : null}
            <span>{page.menu.label}</span>
          </To>
        ))}
        <button type="button" onClick={() => setOpen(true)} aria-haspopup="dialog">
          <AppstoreOutlined aria-hidden="true" />
          <span>更多</span>
        </button>
      </nav>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="80vh"
        title="全部功能"
        className="xh-more"
      >
        <SideMenu groups={groups} place={place} onGo={() => setOpen(false)} />
        <div className="xh-more-foot">
          <ElderToggle />
          <SignOut name={me.person.name} />
        </div>
      </Drawer>
    </>
  )
}
