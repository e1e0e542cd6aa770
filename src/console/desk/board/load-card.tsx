import { Card, Empty, Flex, Segmented, Table, Typography, theme } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { useMemo, useState } from 'react'
import type { Board } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { Chart } from '../chart.js'
import { showDuration } from '../show-figures.js'
import { AsTable } from './as-table.js'
import { boardWords, weekdayWords } from './board-words.js'

type Cell = Board['load'][number]

const hours = Array.from({ length: 24 }, (_, hour) => `${hour}`)

/** When cases come to people, and how long they wait for an answer, by weekday and hour (rule 5.10). */
export function LoadCard({ load, timeZone }: { readonly load: readonly Cell[]; readonly timeZone: string }) {
  const words = useWords(boardWords)
  const [what, setWhat] = useState<'arrived' | 'answer'>('arrived')
  const [isTable, setTable] = useState(false)
  const option = useHeatMap(load, what)
  const kinds = [
    { value: 'arrived' as const, label: words.arrived },
    { value: 'answer' as const, label: words.answerTime },
  ]
  return (
    <Card size="small" title={words.loadTitle} extra={<AsTable isTable={isTable} onChange={setTable} />}>
      <Flex vertical gap={8}>
        <Flex gap={12} wrap align="center" justify="space-between">
          <Typography.Text type="secondary">{fill(words.loadHint, { zone: timeZone })}</Typography.Text>
          {!isTable && <Segmented size="small" aria-label={words.loadTitle} options={kinds} value={what} onChange={setWhat} />}
        </Flex>
        {load.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noLoad} />
        ) : isTable ? (
          <LoadTable load={load} />
        ) : (
          <Chart option={option} heightPx={268} label={`${words.loadTitle}: ${what === 'arrived' ? words.arrived : words.answerTime}`} />
        )}
      </Flex>
    </Card>
  )
}

function useHeatMap(load: readonly Cell[], what: 'arrived' | 'answer'): EChartsCoreOption {
  const words = useWords(boardWords)
  const { language } = useLanguage()
  const { token } = theme.useToken()
  return useMemo(() => {
    const days = weekdayWords.map((day) => day[language]).reverse()
    const figureOf = ({ arrived, medianAnswerMs }: Cell) =>
      what === 'arrived' ? arrived : medianAnswerMs === null ? null : Math.round(medianAnswerMs / 60_000)
    const known = new Map(load.map((cell) => [`${cell.weekday} ${cell.hour}`, figureOf(cell)]))
    // An hour in which nothing came has its place too: a gap among white would not be seen.
    const cells = weekdayWords.flatMap((_, day) => hours.map((_, hour) => [hour, 6 - day, known.get(`${day + 1} ${hour}`) ?? 0]))
    const most = Math.max(1, ...cells.map(([, , value = 0]) => value))
    const axis = { axisLine: { lineStyle: { color: token.colorBorder } }, axisTick: { show: false }, axisLabel: { color: token.colorText } }
    return {
      grid: { left: 44, right: 8, top: 8, bottom: 62 },
      xAxis: { type: 'category', data: hours, ...axis },
      yAxis: { type: 'category', data: days, ...axis },
      tooltip: {
        renderMode: 'richText',
        formatter: ({ value: [hour = 0, day = 0, value = 0] }: { value: number[] }) =>
          `${days[day]} ${hour}:00–${hour + 1}:00\n${what === 'arrived' ? words.arrived : words.answerMinutes}: ${value}`,
      },
      visualMap: {
        min: 0,
        max: most,
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        itemHeight: 120,
        text: [`${most}`, '0'],
        textStyle: { color: token.colorText },
        inRange: { color: [token.colorInfoBg, token.colorPrimary] },
      },
      series: [
        { type: 'heatmap', data: cells, label: { show: false }, itemStyle: { borderWidth: 2, borderColor: token.colorBgContainer } },
      ],
    }
  }, [load, what, words, language, token])
}

function LoadTable({ load }: { readonly load: readonly Cell[] }) {
  const words = useWords(boardWords)
  const { language } = useLanguage()
  return (
    <Table<Cell>
      rowKey={({ weekday, hour }) => `${weekday} ${hour}`}
      size="small"
      className="figures"
      pagination={{ pageSize: 7, size: 'small', showSizeChanger: false }}
      dataSource={[...load]}
      columns={[
        { title: words.weekday, dataIndex: 'weekday', render: (day: number) => weekdayWords[day - 1]?.[language] },
        { title: words.hour, dataIndex: 'hour', render: (hour: number) => `${hour}:00–${hour + 1}:00` },
        { title: words.arrived, dataIndex: 'arrived', align: 'right', sorter: (left, right) => left.arrived - right.arrived },
        {
          title: words.answerTime,
          dataIndex: 'medianAnswerMs',
          align: 'right',
          render: (ms: number | null) => (ms === null ? '–' : showDuration(ms, language)),
        },
      ]}
    />
  )
}
