/** Left: where I can go. Top: the post I act in, search, my queue. On the phone: three places below and the rest in a drawer. */
import { Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Failed, NoRight } from '../ui/States.tsx'
import { usePhone } from '../ui/use-phone.ts'
import { BottomBar } from './BottomBar.tsx'
import { wearCategories } from './categories.ts'
import { wearElderOf } from './elder.ts'
import { FirstPage } from './FirstPage.tsx'
import { mustFirstCodes } from './http.ts'
import { useMeAnswer } from './me.ts'
import { mayOpen, menuFor, placeOf } from './menu.ts'
import type { PageRoute } from './page-route.ts'
import { pages } from './pages.ts'
import { homePath } from './paths.ts'
import { SideMenu } from './SideMenu.tsx'
import { TopBar } from './TopBar.tsx'
import { Waiting } from './Waiting.tsx'
import './shell.css'

export function Shell() {
  const { data: me, error, refetch } = useMeAnswer()
  const { pathname } = useLocation()
  const phone = usePhone()
  const page = (useMatches().at(-1)?.staticData as { page?: PageRoute } | undefined)?.page

  useEffect(() => {
    if (!me) return
    wearElderOf(me.person.id)
  }, [me])

  if (!me)
    return error && !['common.not_signed_in', ...mustFirstCodes].includes(error.code) ? (
      <Failed error={error} onRetry={() => void refetch()} />
    ) : (
      <div className="xh-boot" />
    )
  wearCategories(me.categories)
  const groups = menuFor(pages, me.can)
  const place = placeOf(groups, pathname)
  return (
    <div className="xh-shell">
      <a className="xh-skip" href="#main">
        跳到正文
      </a>
      <TopBar me={me} groups={groups} />
      {phone ? null : <SideMenu groups={groups} place={place} />}
      <main id="main" tabIndex={-1} className="xh-main">
        <Waiting me={me} />
        {!page || mayOpen(page, me.can) ? (
          <Outlet key={me.post.id} />
        ) : pathname === homePath ? (
          <FirstPage groups={groups} />
        ) : (
          <NoRight />
        )}
      </main>
      {phone ? <BottomBar groups={groups} place={place} me={me} /> : null}
    </div>
  )
}
