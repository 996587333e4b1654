/** Ant Design in our clothes, and the voice that speaks its messages. */
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'
import { themeOf } from '../ui/theme.ts'
import { useElder } from './elder.ts'
import { NewVersion } from './NewVersion.tsx'
import { giveVoice } from './say.ts'
import { To } from './To.tsx'

dayjs.locale('zh-cn')

function Voice() {
  const { message } = App.useApp()
  useEffect(() => {
    giveVoice({
      done: (text, further) =>
        void message.success(
          further ? (
            <>
              {text} <To to={further.to}>{further.label}</To>
            </>
          ) : (
            text
          ),
          further ? 8 : 2.5,
        ),
      failed: (text) => void message.error(text, Math.max(4, text.length / 6)),
    })
    return () => giveVoice(undefined)
  }, [message])
  return null
}

const wish = matchMedia('(prefers-reduced-motion: reduce)')
const heed = (changed: () => void) => {
  wish.addEventListener('change', changed)
  return () => wish.removeEventListener('change', changed)
}
/** Whether this person asked his system for less motion. */
const useStill = () => useSyncExternalStore(heed, () => wish.matches)

export function Look({ children }: { children: ReactNode }) {
  const elder = useElder()
  const still = useStill()
  const theme = useMemo(() => themeOf(elder, still), [elder, still])
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      componentSize="medium"
      button={{ autoInsertSpace: false }}
      form={{
        requiredMark: (label, { required }) => (
          <>
            {label}
            {required ? null : <span className="xh-optional">（选填）</span>}
          </>
        ),
      }}
      wave={{ disabled: true }}
    >
      <App message={{ maxCount: 2, top: 64 }}>
        <Voice />
        {children}
        <NewVersion />
      </App>
    </ConfigProvider>
  )
}
