import { theme } from 'antd'
import { GraphChart } from 'echarts/charts'
import { LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { CaseSheet } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { caseWords } from './case-words.js'
import { placeRing, spreadOver } from './place-ring.js'

use([GraphChart, LegendComponent, CanvasRenderer])

const kinds = ['case', 'buyer', 'device', 'payment-account', 'file', 'value'] as const
/** Room for a name beside the outermost. */
const sidePx = 70
const topPx = 30
const bottomPx = 80
/** Told apart by form as well as by color. */
const symbols = ['circle', 'roundRect', 'triangle', 'diamond', 'rect', 'pin'] as const

/** Cases and what ties them, as a net; read aloud as the list of its ties. */
export function RingGraph({ ring: { nodes, edges } }: Pick<CaseSheet, 'ring'>) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const names = [words.ringCase, words.ringBuyer, words.ringDevice, words.ringPayer, words.ringFile, words.ringValue]
    const colors = [token.colorPrimary, token.colorError, token.colorWarning, token.colorSuccess, token.purple, token.colorTextSecondary]
    const chart = init(box.current)
    const placed = placeRing({ nodes, edges })
    const draw = () => {
      const places = spreadOver(placed, chart.getWidth() - 2 * sidePx, chart.getHeight() - topPx - bottomPx)
      chart.setOption({
        legend: {
          data: names.map((name, at) => ({ name, icon: symbols[at] })),
          textStyle: { color: token.colorText },
          bottom: 0,
        },
        animation: false,
        series: [
          {
            type: 'graph',
            layout: 'none',
            left: sidePx,
            right: sidePx,
            top: topPx,
            bottom: bottomPx,
            roam: true,
            categories: names.map((name, at) => ({ name, symbol: symbols[at], itemStyle: { color: colors[at] } })),
            label: { show: true, position: 'bottom', color: token.colorText, fontSize: 12 },
            labelLayout: { moveOverlap: 'shiftY' },
            lineStyle: { color: token.colorTextSecondary, opacity: 0.6 },
            data: nodes.map(({ id, kind, label }, at) => {
              const { x, y } = places[at] ?? { x: 0, y: 0 }
              const category = kinds.indexOf(kind)
              return { id, x, y, name: label, category, symbol: symbols[category], symbolSize: at === 0 ? 26 : 16 }
            }),
            links: edges.map(({ from, to }) => ({ source: from, target: to })),
          },
        ],
      })
    }
    draw()
    // Behind another tab it has no size to draw into.
    const resize = new ResizeObserver(() => {
      if ((box.current?.clientWidth ?? 0) === 0) return
      chart.resize()
      draw()
    })
    resize.observe(box.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [nodes, edges, token, words])
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
  return (
    <>
      <div ref={box} aria-hidden style={{ height: 360 }} />
      <ul className="aside">
        {edges.map(({ from, to, what }) => (
          <li key={`${from} ${to} ${what}`}>
            {labels.get(from)} {what} {labels.get(to)}
          </li>
        ))}
      </ul>
    </>
  )
}
