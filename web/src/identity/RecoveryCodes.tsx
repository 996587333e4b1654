import { useNavigate } from '@tanstack/react-router'
import { homePath } from '../app/paths.ts'
import { Alert, Button, Section } from '../ui/index.ts'

/** Shown once: nobody can see them again, so they are printed or kept as a file now. */
export function RecoveryCodes(props: { codes: string[]; login: string; onDone: () => void }) {
  const navigate = useNavigate()
  const { codes, login, onDone } = props
  const file = `星河恢复码（账号 ${login}）\r\n每个只能用一次，请妥善保管。\r\n\r\n${codes.join('\r\n')}\r\n`
  return (
    <Section title="恢复码">
      <Alert
        type="warning"
        showIcon
        title="恢复码只显示这一次，请现在打印或下载。"
        description="手机丢失时，可用一个恢复码代替验证码登录；每个只能用一次。"
      />
      <ol className="xh-factor-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="xh-account-acts">
        <Button onClick={() => window.print()}>打印</Button>
        <Button
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`\ufeff${file}`)}`}
          {...{ download: `星河恢复码-${login}.txt` }}
        >
          下载
        </Button>
        <Button
          type="primary"
          onClick={() => {
            onDone()
            void navigate({ to: homePath as never })
          }}
        >
          已保存，继续
        </Button>
      </div>
    </Section>
  )
}
