import { useEffect, useRef, useState } from 'react'
import { useElder } from '../../app/elder.ts'
import { Failed } from '../States.tsx'
import { tokensOf } from '../tokens.ts'
import { usePhone } from '../use-phone.ts'
import { heightOf, optionOf } from './option.ts'
import type { ChartSpec } from './spec.ts'

export interface ChartProps {
  spec: ChartSpec
  /** Said instead of the picture; the table beside it says the rest. */
  label: string
  onPick: (category: number, series: number) => void
}
type DrawIn = typeof import('./engine.ts').drawIn

/** A drawing of a spec. Bars can be pressed; who has no pointer uses the table. */
export function Chart({ spec, label, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<ReturnType<DrawIn>>(undefined)
  const pick = useRef(onPick)
  pick.current = onPick
  const [drawIn, setDrawIn] = useState<DrawIn>()
  const [failed, setFailed] = useState(false)
  const elder = useElder()
  const narrow = usePhone()
  const height = heightOf(spec, tokensOf(elder))

  useEffect(() => {
    let here = true
    import('./engine.ts').then(
      ({ drawIn }) => here && setDrawIn(() => drawIn),
      () => here && setFailed(true),
    )
    return () => {
      here = false
    }
  }, [])
  useEffect(() => {
    if (!drawIn || !box.current) return
    const chart = drawIn(box.current)
    drawn.current = chart
    chart.on('click', ({ dataIndex, seriesIndex }) => pick.current(dataIndex, seriesIndex ?? 0))
    const size = new ResizeObserver(() => chart.resize())
    size.observe(box.current)
    return () => {
      size.disconnect()
      chart.dispose()
    }
  }, [drawIn])
  useEffect(() => {
    if (!drawIn) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    drawn.current?.setOption(optionOf(spec, tokensOf(elder), { narrow, still }), true)
    drawn.current?.resize({ height })
  }, [drawIn, spec, elder, narrow, height])

  if (failed) return <Failed small onRetry={() => window.location.reload()} />
  return <div ref={box} role="img" aria-label={label} style={{ height }} />
}
