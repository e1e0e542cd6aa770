import { theme } from 'antd'
import { HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([HeatmapChart, LineChart, ScatterChart, GridComponent, TooltipComponent, VisualMapComponent, AriaComponent, CanvasRenderer])

interface Drawn {
  /** Without an entry for its text colors: they are the page's. */
  readonly option: EChartsCoreOption
  readonly heightPx: number
  /** What it shows; its numbers stand in a table besides. */
  readonly label: string
}

/** A chart in the page's colors, as wide as its place. */
export function Chart({ option, heightPx, label }: Drawn) {
  const place = useRef<HTMLDivElement>(null)
  const { token } = theme.useToken()
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, null, { renderer: 'canvas' })
    chart.setOption({
      animation: false,
      textStyle: { color: token.colorText, fontFamily: token.fontFamily },
      ...option,
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option, token])
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height: heightPx }} />
}
