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
type Drawn = ReturnType<typeof import('./engine.ts').drawIn>

/** A drawing of a spec. Bars can be pressed; who has no pointer uses the table. */
export function Chart({ spec, label, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn>(undefined)
  const pick = useRef(onPick)
  pick.current = onPick
  const [engine, setEngine] = useState<typeof import('./engine.ts')>()
  const [failed, setFailed] = useState(false)
  const elder = useElder()
  const narrow = usePhone()
  const height = heightOf(spec, tokensOf(elder))

  useEffect(() => {
    let here = true
    import('./engine.ts').then(
      (loaded) => here && setEngine(loaded),
      () => here && setFailed(true),
    )
    return () => {
      here = false
    }
  }, [])
  useEffect(() => {
    if (!engine || !box.current) return
    const chart = engine.drawIn(box.current)
    drawn.current = chart
    chart.on('click', ({ dataIndex, seriesIndex }) => pick.current(dataIndex, seriesIndex ?? 0))
    const size = new ResizeObserver(() => chart.resize())
    size.observe(box.current)
    return () => {
      size.disconnect()
      chart.dispose()
    }
  }, [engine])
  useEffect(() => {
    if (!engine) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    drawn.current?.setOption(optionOf(spec, tokensOf(elder), { narrow, still }), true)
    drawn.current?.resize({ height })
  }, [engine, spec, elder, narrow, height])

  if (failed) return <Failed small onRetry={() => window.location.reload()} />
  return <div ref={box} role="img" aria-label={label} style={{ height }} />
}
