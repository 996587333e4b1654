/** The ten stars filling up: five common, three duty, the pool of electives, and the rules that belong to no star. */
import { PlusOutlined } from '@ant-design/icons'
import { baseOf, dutyCategories } from '@xinghe/contract/scheme-check'
import type { SchemeDocument, SchemeStar } from '@xinghe/contract/schemes'
import { formatPoints } from '@xinghe/contract/values'
import type { MemberCategory, StarKind } from '@xinghe/contract/words'
import type { ReactNode } from 'react'
import { memberCategories } from '../../app/categories.ts'
import { Segmented, Star, StarBand } from '../../ui/index.ts'
import { looseParts, type Part, rulesOf } from './draft.ts'

export interface StarMapProps {
  document: SchemeDocument
  category: MemberCategory
  onCategory: (category: MemberCategory) => void
  part: Part | undefined
  onPart: (part: Part) => void
  /** Left out: only read. */
  onAdd?: ((kind: StarKind, slot: number | null) => void) | undefined
}
const isFull = (document: SchemeDocument, star: SchemeStar | undefined) =>
  star !== undefined && star.name !== '' && baseOf(document, star.code) === star.fullPoints

export function StarMap({ document, category, onCategory, part, onPart, onAdd }: StarMapProps) {
  const { stars, subject } = document
  const at = (slot: number) =>
    stars.find(
      (star) =>
        star.slot === slot && (star.kind === 'COMMON' || subject === 'ORG' || star.category === category),
    )
  const pool = stars.filter((star) => star.kind === 'ELECTIVE')
  const full = pool.filter((star) => isFull(document, star)).length
  const ten = [1, 2, 3, 4, 5, 6, 7, 8].map((slot) => at(slot))
  const band = [
    ...ten.map((star) => (isFull(document, star) ? 'R' : '-')),
    full > 0 ? 'R' : '-',
    full > 1 ? 'R' : '-',
  ].join('')
  const facts = [
    ...ten.map((star, index) => ({
      name: star?.name || `第 ${index + 1} 颗星`,
      missing: !star
        ? '还没有设置'
        : isFull(document, star)
          ? '基础分已满 10 分'
          : `基础分 ${formatPoints(baseOf(document, star.code))} 分，应为 10 分`,
    })),
    ...[0, 1].map((index) => ({ name: `自选星${index + 1}`, missing: `报星时从星库 ${pool.length} 颗中选` })),
  ]
  const lackOf = (whose: MemberCategory) =>
    3 -
    stars.filter((star) => star.kind === 'DUTY' && star.category === whose && isFull(document, star)).length
  const group = (title: string, note: string, children: ReactNode) => (
    <section className="xh-map-group">
      <h3>
        {title}
        <small>{note}</small>
      </h3>
      <ul>{children}</ul>
    </section>
  )
  const item = (star: SchemeStar) => (
    <li key={star.code}>
      <button
        type="button"
        className="xh-map-item"
        aria-current={part === `star:${star.code}`}
        onClick={() => onPart(`star:${star.code}`)}
      >
        <svg aria-hidden="true" width="20" height="20">
          <Star mark={isFull(document, star) ? 'R' : '-'} height={18} />
        </svg>
        <span className="xh-map-name">{star.name || '（未命名）'}</span>
        <small className={isFull(document, star) ? 'xh-quiet' : 'xh-map-lack'}>
          {formatPoints(baseOf(document, star.code))}/10
        </small>
      </button>
    </li>
  )
  const blank = (kind: StarKind, slot: number | null, word: string) => (
    <li key={`${kind}${slot}`}>
      {onAdd ? (
        <button type="button" className="xh-map-item xh-map-blank" onClick={() => onAdd(kind, slot)}>
          <PlusOutlined />
          <span className="xh-map-name">{word}</span>
        </button>
      ) : (
        <span className="xh-map-item xh-quiet">未设置</span>
      )}
    </li>
  )
  const slots = (from: number, to: number, kind: 'COMMON' | 'DUTY') =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index).map((slot) => {
      const star = at(slot)
      return star ? item(star) : blank(kind, slot, `设第 ${slot} 颗星`)
    })
  const count = (from: number, to: number) => ten.slice(from - 1, to).filter(Boolean).length
  return (
    <div>
      <div className="xh-map-band">
        <StarBand size="wide" stars={band} facts={facts} />
      </div>
      {subject === 'MEMBER' ? (
        <div className="xh-map-category">
          <span className="xh-quiet">职责星按党员类别：</span>
          <Segmented
            aria-label="党员类别"
            value={category}
            options={dutyCategories.map((value) => ({
              value,
              label: `${memberCategories[value]}${lackOf(value) ? ` 缺${lackOf(value)}` : ''}`,
            }))}
            onChange={(value) => onCategory(value as MemberCategory)}
          />
        </div>
      ) : null}
      <div className="xh-map">
        {group('共性星', `${count(1, 5)}/5`, slots(1, 5, 'COMMON'))}
        {group('职责星', `${count(6, 8)}/3`, slots(6, 8, 'DUTY'))}
        {group(
          '自选星库',
          `${pool.length} 颗，报星时选 2 颗`,
          <>
            {pool.map(item)}
            {onAdd || pool.length === 0 ? blank('ELECTIVE', null, '增加自选星') : null}
          </>,
        )}
        {group(
          '通用条款',
          '不限哪颗星',
          Object.entries(looseParts).map(([kind, label]) => (
            <li key={kind}>
              <button
                type="button"
                className="xh-map-item"
                aria-current={part === kind}
                onClick={() => onPart(kind as Part)}
              >
                <span className="xh-map-name">{label}</span>
                <small className="xh-quiet">{rulesOf(document, kind as Part).length} 条</small>
              </button>
            </li>
          )),
        )}
      </div>
    </div>
  )
}
