/** The ten-star band: the same drawing in a cell, a heading and on a plaque. */
import { formatPoints } from '@xinghe/contract/values'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useElder } from '../app/elder.ts'
import { bandPlaces, starShape } from './star-shape.ts'
import { bandWords, litCount, marksOf, markWord, type StarMark, starsOf } from './star-text.ts'
import { starInks } from './tokens.ts'
import './star-band.css'

export interface StarFact {
  name: string
  /** Hundredths. */
  points?: number | undefined
  lightAt?: number | undefined
  /** What is missing, as a sentence; made from points and lightAt when left out. */
  missing?: string | undefined
}
export interface StarBandProps {
  /** Ten of G S R 1 -, or the server's two strings. */
  stars?: string
  lit?: string | null
  colours?: string | null
  /** Height: 'cell' 12, 'head' 28, 'wide' as wide as there is room, or px. */
  size?: 'cell' | 'head' | 'wide' | number
  /** Ten facts in scheme order: hover, tap or arrow keys show them. */
  facts?: readonly StarFact[] | undefined
  /** Pressing a star asks why; index 0–9. */
  onWhy?: ((index: number) => void) | undefined
  /** Writes '8星' after the band. */
  count?: boolean
}

const heights = { cell: 12, head: 28, wide: 64 }
const elderHeights = { cell: 18, head: 34, wide: 64 }

export function Star({ mark, height }: { mark: StarMark; height: number }) {
  const { width, radius, points, stroke } = starShape(height)
  const inks = mark === '-' ? { fill: 'none', line: starInks.unlit } : starInks[mark === '1' ? 'G' : mark]
  return (
    <>
      <polygon
        points={points}
        fill={inks.fill}
        stroke={inks.line}
        strokeWidth={stroke}
        strokeLinejoin="round"
      />
      {mark === 'G' ? (
        <circle
          cx={width / 2}
          cy={radius * 1.03}
          r={radius * 0.25}
          fill="none"
          stroke={inks.line}
          strokeWidth={Math.max(1, width * 0.03)}
        />
      ) : null}
      {mark === 'S' ? (
        <rect
          x={width / 2 - radius * 0.34}
          y={radius * 0.97}
          width={radius * 0.68}
          height={Math.max(1.2, radius * 0.12)}
          fill={inks.line}
        />
      ) : null}
    </>
  )
}

export function StarBand({ stars, lit, colours, size = 'cell', facts, onWhy, count = false }: StarBandProps) {
  const elder = useElder()
  const text = stars ?? starsOf(lit, colours)
  const marks = marksOf(text)
  const height = typeof size === 'number' ? size : (elder ? elderHeights : heights)[size]
  const { width } = starShape(height)
  const { starts, total } = bandPlaces(width)
  const [at, setAt] = useState<number | undefined>(undefined)
  const svg = useRef<SVGSVGElement>(null)
  const told = useId()
  const pad = 1

  const drawing = (
    <svg
      ref={svg}
      className={size === 'wide' ? 'xh-band-wide' : size !== 'cell' ? 'xh-band xh-band-head' : 'xh-band'}
      width={size === 'wide' ? undefined : total + pad * 2}
      height={size === 'wide' ? undefined : height + pad * 2}
      viewBox={`${-pad} ${-pad} ${total + pad * 2} ${height + pad * 2}`}
      role="img"
      aria-label={bandWords(text)}
    >
      {marks.map((mark, index) => (
        <g
          key={index}
          transform={`translate(${starts[index]} 0)`}
          onPointerEnter={facts ? () => setAt(index) : undefined}
        >
          <rect width={width * 1.16} height={height} fill="transparent" />
          <Star mark={mark} height={height} />
        </g>
      ))}
    </svg>
  )
  const words = count ? <span className="xh-band-count">{litCount(text)}星</span> : null
  if (!facts && !onWhy)
    return (
      <span className="xh-band-box">
        {drawing}
        {words}
      </span>
    )

  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'Escape') setAt(undefined)
    if (by === 0) return
    event.preventDefault()
    setAt((was) => (was === undefined ? (by > 0 ? 0 : 9) : (was + by + 10) % 10))
  }
  return (
    <span className="xh-band-box">
      <button
        type="button"
        className="xh-band-button"
        aria-describedby={at === undefined ? undefined : told}
        onPointerLeave={() => setAt(undefined)}
        onBlur={() => setAt(undefined)}
        onKeyDown={step}
        onClick={() => (onWhy ? onWhy(at ?? 0) : undefined)}
      >
        {drawing}
      </button>
      {words}
      {at !== undefined && facts?.[at] ? (
        <StarCard
          id={told}
          fact={facts[at]}
          mark={marks[at] ?? '-'}
          at={at}
          band={svg.current}
          asks={!!onWhy}
        />
      ) : null}
    </span>
  )
}

interface StarCardProps {
  id: string
  fact: StarFact
  mark: StarMark
  at: number
  band: SVGSVGElement | null
  asks: boolean
}
function StarCard({ id, fact, mark, at, band, asks }: StarCardProps) {
  const place = band?.children[at]?.getBoundingClientRect()
  if (!place) return null
  const { name, points, lightAt } = fact
  const short =
    points !== undefined && lightAt !== undefined && points < lightAt
      ? `还差 ${formatPoints(lightAt - points)} 分`
      : undefined
  const left = Math.min(Math.max(place.left + place.width / 2, 120), window.innerWidth - 120)
  const below = place.bottom + 140 < window.innerHeight
  return createPortal(
    <span
      id={id}
      role="tooltip"
      className="xh-star-card"
      style={below ? { left, top: place.bottom + 6 } : { left, bottom: window.innerHeight - place.top + 6 }}
    >
      <b>{name}</b>
      <span>
        {markWord(mark)}
        {points === undefined ? '' : ` · ${formatPoints(points)} 分`}
      </span>
      {mark === '-' && (fact.missing ?? short) ? <span>{fact.missing ?? short}</span> : null}
      {asks ? <span className="xh-quiet">按下看为什么</span> : null}
    </span>,
    document.body,
  )
}
