import { PauseCircleFilled, PlayCircleFilled } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Flex, Form, Input, Modal, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Exposure } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { useNames } from '../people/use-names.js'
import { useProblemText } from '../problem-text.js'
import { moneyWords } from './money-words.js'

type Breaker = Exposure['breaker']

/** Whether automatic payments run, why not, and the switch, which asks for the reason. */
export function BreakerCard({ breaker, mayTrip }: { readonly breaker: Breaker; readonly mayTrip: boolean }) {
  const words = useWords(moneyWords)
  const { language } = useLanguage()
  const nameOf = useNames()
  const [isAsking, setAsking] = useState(false)
  const { tripped, cause, words: why, changedBy, changedAt } = breaker
  return (
    <Card size="small" title={words.breaker} style={{ height: '100%' }}>
      <Flex vertical gap={8} align="start">
        <Tag color={tripped ? 'error' : 'success'} icon={tripped ? <PauseCircleFilled /> : <PlayCircleFilled />}>
          {tripped ? words.stopped : words.running}
        </Tag>
        <Typography.Text type="secondary">{tripped ? words.stoppedHint : words.runningHint}</Typography.Text>
        {tripped && cause && (
          <Typography.Text>{[fill(words.because, { cause: words[cause] }), why].filter(Boolean).join(' · ')}</Typography.Text>
        )}
        {changedBy && changedAt && (
          <Typography.Text type="secondary">
            {fill(words.changedBy, { who: nameOf(changedBy), time: showTime(changedAt, language) })}
          </Typography.Text>
        )}
        {mayTrip && (
          <Button danger={!tripped} type={tripped ? 'primary' : 'default'} onClick={() => setAsking(true)}>
            {tripped ? words.reset : words.trip}
          </Button>
        )}
      </Flex>
      {isAsking && <Switch isTripped={tripped} onClose={() => setAsking(false)} />}
    </Card>
  )
}

function Switch({ isTripped, onClose }: { readonly isTripped: boolean; readonly onClose: () => void }) {
  const words = useWords(moneyWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [form] = Form.useForm<{ words: string }>()
  const turn = useMutation({
    mutationFn: (json: { words: string }) => ask<Exposure>('POST', isTripped ? '/v1/breaker/reset' : '/v1/breaker/trip', { json }),
    onSuccess: (exposure) => {
      queries.setQueryData(['exposure'], exposure)
      onClose()
    },
    onError: (thrown) => message.error(problemText(thrown)),
  })
  return (
    <Modal
      open
      title={isTripped ? words.reset : words.trip}
      okText={words.confirm}
      cancelText={words.cancel}
      okButtonProps={{ danger: !isTripped }}
      confirmLoading={turn.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => turn.mutate(given)}>
        <Form.Item name="words" label={words.why} rules={[{ required: true, whitespace: true, message: words.whyNeeded }]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
