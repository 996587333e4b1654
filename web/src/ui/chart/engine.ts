/** The parts of ECharts that are used, and no others: fetched with the first chart that is looked at. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer])

// Not `export { init }`: a bundler may lead past this module to the library, and nothing would be registered.
export const drawIn = (box: HTMLElement) => init(box)
