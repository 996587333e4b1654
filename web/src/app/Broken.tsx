/** When a screen itself breaks, or its file cannot be fetched after an update. No Ant Design: that may be what broke. */
import { useRouter } from '@tanstack/react-router'

export function Broken({ error }: { error: unknown }) {
  const router = useRouter()
  const stale = /dynamically imported module|Importing a module|Failed to fetch/i.test(
    error instanceof Error ? error.message : '',
  )
  return (
    <div className="xh-state" role="alert">
      <h2>{stale ? '页面没有取到' : '这个页面出了问题'}</h2>
      <p>
        {stale
          ? '可能是网络中断，或系统刚刚更新。请重新载入。'
          : '您已提交的内容不受影响。请重新载入，仍不行请联系管理员。'}
      </p>
      <div className="xh-state-acts">
        <button type="button" className="xh-plain-button" onClick={() => window.location.reload()}>
          重新载入
        </button>
        <button type="button" className="xh-plain-button" onClick={() => router.history.back()}>
          返回上一页
        </button>
      </div>
    </div>
  )
}
