import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Flex, Form, Input, Modal, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Order } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { useProblemText } from '../problem-text.js'
import { useMe } from '../session.js'
import { caseWords } from './case-words.js'

interface CardKeysProps {
  readonly orderNumber: string
  readonly masked: readonly string[]
  readonly note: string | null
}

/** The keys of an order, masked; whole for one look, to whom it is allowed and who says why. They are kept nowhere else on the page. */
export function CardKeys({ orderNumber, masked, note }: CardKeysProps) {
  const words = useWords(caseWords)
  const role = useMe()?.person?.role
  // The scope itself counts only in a request that says why, so it is not among those of the session.
  const mayReveal = role === 'lead' || role === 'admin'
  const [isAsking, setAsking] = useState(false)
  const [whole, setWhole] = useState<readonly string[] | null>(null)
  return (
    <Flex vertical gap={4} style={{ marginTop: 8 }}>
      <Flex gap={8} align="center" wrap>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {words.keys}
        </Typography.Text>
        {note && <Tag>{note}</Tag>}
        {whole === null ? (
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            <EyeInvisibleOutlined aria-hidden /> {words.keyIsMasked}
          </Typography.Text>
        ) : (
          <Button size="small" icon={<EyeInvisibleOutlined aria-hidden />} onClick={() => setWhole(null)}>
            {words.hideAgain}
          </Button>
        )}
        {mayReveal && whole === null && (
          <Button size="small" icon={<EyeOutlined aria-hidden />} onClick={() => setAsking(true)}>
            {words.reveal}
          </Button>
        )}
      </Flex>
      {(whole ?? masked).slice(0, 20).map((key) => (
        <code key={key} className="code" style={{ overflowWrap: 'anywhere' }}>
          {key}
        </code>
      ))}
      <AskWhy
        isOpen={isAsking}
        orderNumber={orderNumber}
        onClose={() => setAsking(false)}
        onRevealed={(keys) => {
          setWhole(keys)
          setAsking(false)
        }}
      />
    </Flex>
  )
}

interface AskWhyProps {
  readonly isOpen: boolean
  readonly orderNumber: string
  readonly onClose: () => void
  readonly onRevealed: (keys: readonly string[]) => void
}

function AskWhy({ isOpen, orderNumber, onClose, onRevealed }: AskWhyProps) {
  const words = useWords(caseWords)
  const { message } = App.useApp()
  const problemText = useProblemText()
  const reveal = useMutation({
    mutationFn: (why: string) =>
      ask<Order>('GET', `/v1/orders/${encodeURIComponent(orderNumber)}`, { headers: { 'Reveal-Reason': encodeURIComponent(why) } }),
    onSuccess: ({ order }) => onRevealed(order.deliveredKeys),
    onError: (thrown) => message.error(problemText(thrown)),
    // The answer holds whole keys.
    gcTime: 0,
  })
  return (
    <Modal open={isOpen} title={words.revealWhy} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<{ why: string }> layout="vertical" onFinish={({ why }) => reveal.mutate(why.trim())}>
        <Form.Item name="why" label={words.revealHint} rules={[{ required: true, min: 3, whitespace: true, message: words.reasonShort }]}>
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Flex gap={8} justify="end">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={reveal.isPending}>
            {words.revealNow}
          </Button>
        </Flex>
      </Form>
    </Modal>
  )
}
