import { BarChartOutlined, TableOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../../shared/language.js'
import { boardWords } from './board-words.js'

/** Switches a chart to a table of its numbers, and back. */
export function AsTable({ isTable, onChange }: { readonly isTable: boolean; readonly onChange: (next: boolean) => void }) {
  const words = useWords(boardWords)
  return (
    <Button size="small" icon={isTable ? <BarChartOutlined /> : <TableOutlined />} onClick={() => onChange(!isTable)}>
      {isTable ? words.asChart : words.asTable}
    </Button>
  )
}
