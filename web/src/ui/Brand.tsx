import { starShape } from './star-shape.ts'

/** The mark: one star of deep red, and the name. */
export function Brand({ size = 22 }: { size?: number }) {
  const { width, height, points } = starShape(size)
  return (
    <span className="xh-brand">
      <svg width={width} height={height} aria-hidden="true">
        <polygon points={points} fill="var(--red)" />
      </svg>
      <span className="xh-brand-name">星河</span>
    </span>
  )
}
