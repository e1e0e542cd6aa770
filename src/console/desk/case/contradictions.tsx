import { WarningFilled } from '@ant-design/icons'
import { Flex, Typography, theme } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { CropPair } from '../viewer/crop-pair.js'
import type { ViewerPlace } from '../viewer/viewed.js'
import { WithCaseLinks } from './case-ids.js'

interface ContradictionsProps {
  readonly items: CaseSheet['contradictions']
  readonly onShow: (place: ViewerPlace) => void
}

/** What cannot all be true, each with its sides beside each other as they look. */
export function Contradictions({ items, onShow }: ContradictionsProps) {
  const { token } = theme.useToken()
  return (
    <Flex vertical gap={12}>
      {items.map(({ code, because, sides }) => (
        <Flex vertical gap={6} key={`${code} ${because}`}>
          <Typography.Text strong>
            <WarningFilled aria-hidden style={{ color: token.colorError }} /> <WithCaseLinks text={because} />
          </Typography.Text>
          {sides.length > 0 && <CropPair sides={sides} onOpen={onShow} />}
        </Flex>
      ))}
    </Flex>
  )
}
