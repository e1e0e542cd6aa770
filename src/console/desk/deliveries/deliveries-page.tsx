import { Flex } from 'antd'
import { useWords } from '../../shared/language.js'
import { PageFrame } from '../page-frame.js'
import { useMe } from '../session.js'
import { deliveriesWords } from './deliveries-words.js'
import { DeliveryList } from './delivery-list.js'
import { EndpointsCard } from './endpoints-card.js'

/** Where events are sent, and what became of each. */
export function DeliveriesPage() {
  const words = useWords(deliveriesWords)
  const mayWrite = useMe()?.scopes.includes('webhooks:write') ?? false
  return (
    <PageFrame title={words.title}>
      <Flex vertical gap={12}>
        <EndpointsCard mayWrite={mayWrite} />
        <DeliveryList mayWrite={mayWrite} />
      </Flex>
    </PageFrame>
  )
}
