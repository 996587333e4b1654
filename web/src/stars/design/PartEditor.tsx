/** What is open below the map: one star with its rules, or the rules of one loose kind. */
import { PlusOutlined } from '@ant-design/icons'
import { baseOf, type Missing } from '@xinghe/contract/scheme-check'
import type { SchemeDocument } from '@xinghe/contract/schemes'
import { formatPoints } from '@xinghe/contract/values'
import { type RuleKind, starKinds } from '@xinghe/contract/words'
import { memberCategories } from '../../app/categories.ts'
import { ActButton, Button, Empty, Input, Section } from '../../ui/index.ts'
import {
  addRule,
  changeRule,
  changeStar,
  dropRule,
  dropStar,
  looseParts,
  type Part,
  rulesOf,
  starOf,
} from './draft.ts'
import { RuleTable } from './RuleTable.tsx'

const sentences = {
  BONUS: '可以记在任何一颗星下，补足该星失分并决定颜色；每颗星的加分合计有上限。',
  DEDUCT: '记在所涉及的那颗星下，扣减该星积分。',
  VETO: '出现其中任何一种情形，当年不予评星。',
}
export interface PartEditorProps {
  document: SchemeDocument
  part: Part
  missing: readonly Missing[]
  /** Left out: only read. */
  onDocument?: ((document: SchemeDocument) => void) | undefined
  onGone: () => void
}
export function PartEditor({ document, part, missing, onDocument, onGone }: PartEditorProps) {
  const star = starOf(document, part)
  const rules = rulesOf(document, part)
  const faults = new Set(missing.filter(({ at }) => at.startsWith('rule:')).map(({ at }) => at.slice(5)))
  const kinds: RuleKind[] = star ? ['BASE', 'BONUS', 'DEDUCT'] : [part as RuleKind]
  if (!star && part.startsWith('star:')) return null
  const sum = star ? baseOf(document, star.code) : 0
  return (
    <Section
      flush
      title={
        star
          ? `${starKinds[star.kind]}${star.category ? ` · ${memberCategories[star.category]}` : ''} · ${star.name || '未命名'}`
          : looseParts[part as keyof typeof looseParts]
      }
      sentence={
        star
          ? `基础分合计 ${formatPoints(sum)} 分，满分 ${formatPoints(star.fullPoints)} 分`
          : sentences[part as keyof typeof sentences]
      }
      extra={
        star && onDocument ? (
          <ActButton
            quiet
            danger
            confirm={`将删除“${star.name || '未命名'}”和它的 ${rules.length} 条细则。`}
            act={() => {
              onDocument(dropStar(document, star.code))
              onGone()
            }}
          >
            删除这颗星
          </ActButton>
        ) : null
      }
    >
      {star ? (
        <div className="xh-star-text">
          {onDocument ? (
            <>
              <label htmlFor="star-name">
                星名
                <Input
                  id="star-name"
                  value={star.name}
                  maxLength={20}
                  placeholder="如：班子建设星"
                  onChange={({ target }) =>
                    onDocument(changeStar(document, star.code, { name: target.value }))
                  }
                />
              </label>
              <label htmlFor="star-requirement">
                要求
                <Input.TextArea
                  id="star-requirement"
                  autoSize
                  value={star.requirement}
                  maxLength={200}
                  placeholder="一两句话写明这颗星要求做到什么"
                  onChange={({ target }) =>
                    onDocument(changeStar(document, star.code, { requirement: target.value }))
                  }
                />
              </label>
            </>
          ) : (
            <p>{star.requirement || '没有写明要求'}</p>
          )}
        </div>
      ) : null}
      {rules.length > 0 ? (
        <RuleTable
          rules={rules}
          kinds={onDocument || rules.some((rule) => rule.kind !== 'BASE') ? kinds : ['BASE']}
          faults={faults}
          onChange={onDocument ? (code, change) => onDocument(changeRule(document, code, change)) : undefined}
          onDrop={onDocument ? (code) => onDocument(dropRule(document, code)) : undefined}
        />
      ) : (
        <Empty
          small
          title="还没有细则"
          hint={onDocument ? (star ? '一颗星的基础分合计应为 10 分' : '可以不设') : undefined}
        />
      )}
      {onDocument ? (
        <div className="xh-rules-foot">
          <Button icon={<PlusOutlined />} onClick={() => onDocument(addRule(document, part))}>
            增加细则
          </Button>
        </div>
      ) : null}
    </Section>
  )
}
