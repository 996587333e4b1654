import type { ReactNode } from 'react'
import { StarBand, type StarBandProps } from '../StarBand.tsx'

export interface BookCoverProps {
  /** 党员积分手册 · 党组织积分手册 */
  title: string
  /** Whose: a person, an organisation. */
  name: string
  /** Below the name: 苏木镇 · 嘎查村 · 年度 · 编号 */
  lines: readonly (readonly [string, ReactNode])[]
  band?: StarBandProps
  photo?: string | undefined
}
export function BookCover({ title, name, lines, band, photo }: BookCoverProps) {
  return (
    <div className="xh-cover">
      <div className="xh-cover-frame">
        <p className="xh-cover-title">{title}</p>
        {band ? <StarBand size={26} {...band} /> : null}
        {photo ? <img className="xh-cover-photo" src={photo} alt={`${name}的照片`} /> : null}
        <h2>{name}</h2>
        <dl>
          {lines.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}
