import { Card, Empty, Flex, Table, Typography, theme } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { useMemo, useState } from 'react'
import type { Board } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { Chart } from '../chart.js'
import { showShare } from '../show-figures.js'
import { AsTable } from './as-table.js'
import { boardWords } from './board-words.js'

type Bin = Board['reliability'][number]

/** Whether payments that the machine was so sure of were right so often. */
export function ReliabilityCard({ bins }: { readonly bins: readonly Bin[] }) {
  const words = useWords(boardWords)
  const [isTable, setTable] = useState(false)
  const option = useDiagram(bins)
  return (
    <Card size="small" style={{ height: '100%' }} title={words.reliabilityTitle} extra={<AsTable isTable={isTable} onChange={setTable} />}>
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{words.reliabilityHint}</Typography.Text>
        {bins.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noAudits} />
        ) : isTable ? (
          <BinTable bins={bins} />
        ) : (
          <Chart option={option} heightPx={252} label={words.reliabilityTitle} />
        )}
      </Flex>
    </Card>
  )
}

function useDiagram(bins: readonly Bin[]): EChartsCoreOption {
  const words = useWords(boardWords)
  const { token } = theme.useToken()
  return useMemo(() => {
    // Each axis has its own beginning: the machine pays where it is nearly sure, and few audits prove little.
    const sureFrom = Math.max(0, Math.floor(Math.min(...bins.map(({ meanConfidence }) => meanConfidence), 0.97) * 50 - 0.25) / 50)
    const rightFrom = Math.max(0, Math.floor(Math.min(...bins.map(({ lowestRightShare }) => lowestRightShare), 0.95) * 10) / 10)
    const diagonalFrom = Math.max(sureFrom, rightFrom)
    const axis = (name: string, from: number) => ({
      type: 'value',
      name,
      nameLocation: 'middle',
      min: from,
      max: 1,
      interval: (1 - from) / 4,
      axisLabel: { color: token.colorText, formatter: (share: number) => `${Math.round(share * 1000) / 10}%` },
      nameTextStyle: { color: token.colorText },
      splitLine: { lineStyle: { color: token.colorBorderSecondary } },
    })
    const line = (data: number[][], color: string, type: 'solid' | 'dashed') => ({
      type: 'line',
      data,
      silent: true,
      showSymbol: false,
      lineStyle: { color, type, width: 1.5 },
    })
    return {
      grid: { left: 54, right: 16, top: 12, bottom: 44 },
      xAxis: { ...axis(words.confidence, sureFrom), nameGap: 28 },
      yAxis: { ...axis(words.rightShare, rightFrom), nameGap: 40 },
      tooltip: {
        renderMode: 'richText',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const bin = bins[dataIndex]
          return bin
            ? `${words.confidence}: ${rangeOf(bin)}\n${words.rightShare}: ${bin.right}/${bin.audited} (${showShare(bin.rightShare)})\n${words.lowest}: ${showShare(bin.lowestRightShare)}`
            : ''
        },
      },
      series: [
        {
          type: 'scatter',
          data: bins.map(({ meanConfidence, rightShare }) => [meanConfidence, rightShare]),
          symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => 8 + Math.min(14, Math.sqrt(bins[dataIndex]?.audited ?? 0)),
          itemStyle: { color: token.colorPrimary },
        },
        line(
          [
            [diagonalFrom, diagonalFrom],
            [1, 1],
          ],
          token.colorTextSecondary,
          'dashed',
        ),
        ...bins.map(({ meanConfidence, rightShare, lowestRightShare }) =>
          line(
            [
              [meanConfidence, lowestRightShare],
              [meanConfidence, rightShare],
            ],
            token.colorPrimary,
            'solid',
          ),
        ),
      ],
    }
  }, [bins, words, token])
}

function BinTable({ bins }: { readonly bins: readonly Bin[] }) {
  const words = useWords(boardWords)
  return (
    <Table<Bin>
      rowKey="fromConfidence"
      size="small"
      className="figures"
      pagination={false}
      dataSource={[...bins]}
      columns={[
        { title: words.confidence, key: 'range', render: (_, bin) => rangeOf(bin) },
        { title: words.audited, dataIndex: 'audited', align: 'right' },
        { title: words.rightShare, dataIndex: 'rightShare', align: 'right', render: showShare },
        { title: words.lowest, dataIndex: 'lowestRightShare', align: 'right', render: showShare },
      ]}
    />
  )
}

function rangeOf({ fromConfidence, untilConfidence }: Bin): string {
  return `${fromConfidence}–${untilConfidence}`
}
