import { getFile } from '@xinghe/contract/files'
import type { SlipRow } from '@xinghe/contract/slips'
import { useState } from 'react'
import { urlOf } from '../app/call.ts'
import { Button, Files, Image } from '../ui/index.ts'
import { SlipActs } from './SlipActs.tsx'
import { SlipFacts, SlipLines } from './SlipView.tsx'
import { namesOf, SlipTag } from './words.tsx'

export interface CheckDeskProps {
  slip: SlipRow
  index: number
  total: number
  onStep: (index: number) => void
  struck: Readonly<Record<string, string>>
  onStrike: (lineId: string, reason: string | undefined) => void
  onDone: () => void
  /** Slips are ticked: passing them together is the primary act. */
  together: boolean
}
/** The slip and its evidence side by side, with the acts at the foot. */
export function CheckDesk({
  slip,
  index,
  total,
  onStep,
  struck,
  onStrike,
  onDone,
  together,
}: CheckDeskProps) {
  return (
    <article className="pt-case">
      <header>
        <h2>{namesOf(slip)}</h2>
        <SlipTag state={slip.state} />
        <span className="pt-case-step">
          <Button size="small" disabled={index === 0} onClick={() => onStep(index - 1)}>
            上一张
          </Button>
          <span className="xh-num">
            {index + 1} / {total}
          </span>
          <Button size="small" disabled={index >= total - 1} onClick={() => onStep(index + 1)}>
            下一张
          </Button>
        </span>
      </header>
      <div className="pt-case-body">
        <div>
          <SlipFacts slip={slip} />
          <h3 className="pt-h3">计分</h3>
          <SlipLines slip={slip} striking={slip.can.length > 0 ? { struck, onStrike } : undefined} />
        </div>
        <Evidence slip={slip} />
      </div>
      <footer>
        <span className="xh-quiet">按 ↑ ↓ 换一张，按空格勾选</span>
        <SlipActs slip={slip} struck={struck} onDone={onDone} second={together} />
      </footer>
    </article>
  )
}

function Evidence({ slip }: { slip: SlipRow }) {
  const pictures = slip.evidence.filter((file) => file.mime.startsWith('image/'))
  const [chosen, setChosen] = useState(0)
  const large = pictures[chosen]
  return (
    <aside className="pt-evidence" aria-label="佐证">
      {large ? (
        <Image
          className="pt-evidence-large"
          alt={large.name}
          src={urlOf(getFile, { params: { id: large.id } })}
        />
      ) : (
        <div className="pt-evidence-none">
          {slip.evidence.length > 0 ? '佐证为文档，请在下面打开' : '没有附佐证'}
          <small>细则未要求佐证的，可以不附；认为需要的，退回补充并写明要什么。</small>
        </div>
      )}
      {pictures.length > 1 ? (
        <div className="pt-evidence-strip">
          {pictures.map((file, at) => (
            <Button
              key={file.id}
              size="small"
              type={at === chosen ? 'primary' : 'default'}
              onClick={() => setChosen(at)}
            >
              第{at + 1}张
            </Button>
          ))}
        </div>
      ) : null}
      <Files files={slip.evidence.filter((file) => !file.mime.startsWith('image/'))} />
    </aside>
  )
}
