import { face, type Tokens } from '../tokens.ts'
import type { ChartSpec, Series } from './spec.ts'

const barHeight = (t: Tokens) => t.text + 6
/** Bars of one category: piles count once, lines not at all. */
const barsOf = (series: readonly Series[]) =>
  new Set(series.filter((one) => !one.line).map((one) => one.pile ?? one.name)).size

/** As high as its bars need, so that names are never crowded out. */
export function heightOf({ categories, series, direction }: ChartSpec, t: Tokens): number {
  if (direction === 'up') return t.text * 17
  const bars = Math.max(1, barsOf(series))
  return categories.length * (bars * barHeight(t) * (bars > 1 ? 0.8 : 1) + t.text) + t.text * 2.5
}

const asText = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The same in the words of ECharts. `narrow` is a phone; `still` asks for no motion. */
export function optionOf(spec: ChartSpec, t: Tokens, { narrow, still }: { narrow: boolean; still: boolean }) {
  const { categories, series, unit, direction = 'across', open } = spec
  const across = direction === 'across'
  const text = { color: t.ink2, fontFamily: face, fontSize: t.small }
  const names = {
    type: 'category' as const,
    data: [...categories],
    inverse: across,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: t.line2 } },
    axisLabel: { ...text, color: t.ink, interval: narrow && !across ? ('auto' as const) : 0 },
  }
  const numbers = {
    type: 'value' as const,
    minInterval: 1,
    splitNumber: narrow ? 3 : 5,
    splitLine: { lineStyle: { color: t.line } },
    axisLabel: text,
  }
  return {
    animation: !still,
    animationDuration: 240,
    textStyle: text,
    grid: { left: 4, right: across ? t.text * 3 : 8, top: across ? 4 : 20, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis' as const,
      axisPointer: { type: 'shadow' as const, shadowStyle: { color: 'rgba(33,29,24,.05)' } },
      confine: true,
      transitionDuration: 0,
      borderColor: t.line2,
      textStyle: { ...text, color: t.ink },
      formatter: (points: unknown) => {
        const list = points as { name: string; seriesName: string; value: number; marker: string }[]
        const lines = list.map(
          (one) =>
            `${one.marker}${asText(one.seriesName)} <b>${one.value.toLocaleString('zh-CN')}</b> ${unit}`,
        )
        return [asText(list[0]?.name ?? ''), ...lines].join('<br>')
      },
    },
    xAxis: across ? numbers : names,
    yAxis: across ? names : numbers,
    series: series.map((one) => {
      const data = one.values.map((value, at) => ({
        value,
        ...(one.colours ? { itemStyle: { color: one.colours[at] } } : {}),
      }))
      const common = {
        name: one.name,
        data,
        cursor: open ? 'pointer' : 'default',
        itemStyle: { color: one.colour },
        emphasis: { disabled: true },
      }
      if (one.line)
        return {
          ...common,
          type: 'line' as const,
          lineStyle: { color: one.colour, width: 2 },
          symbol: 'circle',
          symbolSize: 6,
        }
      return {
        ...common,
        type: 'bar' as const,
        ...(one.pile ? { stack: one.pile } : {}),
        barMaxWidth: across ? barHeight(t) : t.text * 3,
        barGap: '10%',
        label: {
          show: across,
          position: one.pile ? ('inside' as const) : ('right' as const),
          formatter: ({ value }: { value: unknown }) => (Number(value) > 0 ? String(value) : ''),
          ...text,
          color: one.pile ? '#FFFFFF' : t.ink,
        },
      }
    }),
  }
}
