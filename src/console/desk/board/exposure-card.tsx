import { PauseCircleFilled, PlayCircleFilled } from '@ant-design/icons'
import { Card, Flex, Tag } from 'antd'
import { Link } from 'react-router'
import { useWords } from '../../shared/language.js'
import { CapBar } from '../money/cap-bar.js'
import { useExposure } from '../money/use-exposure.js'
import { Answered } from '../page-frame.js'
import { boardWords } from './board-words.js'

/** What automatic payments have used of the day's and the hour's cap, and whether they run. */
export function ExposureCard() {
  const words = useWords(boardWords)
  return (
    <Card size="small" style={{ height: '100%' }} title={words.exposureTitle} extra={<Link to="/money">{words.toMoney}</Link>}>
      <Answered query={useExposure()}>
        {({ day, hour, breaker }) => (
          <Flex vertical gap={8}>
            <CapBar name={words.today} {...day} />
            <CapBar name={words.thisHour} {...hour} />
            <div>
              <Tag color={breaker.tripped ? 'error' : 'success'} icon={breaker.tripped ? <PauseCircleFilled /> : <PlayCircleFilled />}>
                {breaker.tripped ? words.stopped : words.running}
              </Tag>
              {breaker.tripped && breaker.words}
            </div>
          </Flex>
        )}
      </Answered>
    </Card>
  )
}
