import { Flex, Progress, Typography } from 'antd'
import { showMoney } from '../../shared/show-time.js'
import { showShare } from '../show-figures.js'

interface Cap {
  readonly name: string
  readonly usedFen: number
  readonly capFen: number
}

/** How much of a cap is used, in words and as a bar. */
export function CapBar({ name, usedFen, capFen }: Cap) {
  const share = capFen === 0 ? 1 : usedFen / capFen
  return (
    <Flex vertical>
      <Flex justify="space-between" gap="0 12px" wrap className="figures">
        <Typography.Text>{name}</Typography.Text>
        <Typography.Text>
          {showMoney(usedFen)} / {showMoney(capFen)} · {showShare(share)}
        </Typography.Text>
      </Flex>
      <Progress
        aria-label={name}
        percent={Math.min(100, share * 100)}
        showInfo={false}
        status={share >= 0.9 ? 'exception' : 'normal'}
        size={{ height: 10 }}
      />
    </Flex>
  )
}
