import { Alert, Button, Card, Flex, Form, Input, Popconfirm, Radio, Typography } from 'antd'
import { useState } from 'react'
import type { Case, MerchantAnswer } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showRuleTime, showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { Deadline } from './deadline.js'
import { merchantWords } from './merchant-words.js'
import { ProofFiles } from './proof-files.js'
import { useAnswers } from './use-answers.js'

/** What the merchant can say now: an answer within its window, proof and an end of it in arbitration. */
export function AnswerCard({ shown, isDelivered }: { readonly shown: Case; readonly isDelivered: boolean }) {
  if (shown.until === null) return null
  if (shown.state === 'merchant-window') return <Answer caseId={shown.id} until={shown.until} isDelivered={isDelivered} />
  if (shown.state === 'arbitration')
    return <Arbitration caseId={shown.id} until={shown.until} hasRested={shown.rested.includes('merchant')} />
  return null
}

interface Answerable {
  readonly caseId: string
  readonly until: string
}

function Answer({ caseId, until, isDelivered }: Answerable & { readonly isDelivered: boolean }) {
  const words = useWords(merchantWords)
  const { answer } = useAnswers(caseId)
  const [form] = Form.useForm<{ state: MerchantAnswer['state']; words: string }>()
  const [files, setFiles] = useState<readonly File[]>([])
  const state = Form.useWatch('state', form)
  const choices = isDelivered ? (['consents', 'objects'] as const) : (['can-deliver', 'cannot-deliver', 'objects'] as const)
  const send = (
    <Button type="primary" htmlType="submit" loading={answer.isPending} disabled={state === undefined}>
      {words.send}
    </Button>
  )
  return (
    <Card size="small" title={words.answerTitle} extra={<Deadline until={until} />}>
      <Flex vertical gap={12}>
        <UntilThen until={until} text={words.answerBy} type="warning" />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(given) => answer.mutate({ ...given, words: given.words ?? '', files })}
        >
          <Form.Item name="state" label={words.answerTitle}>
            <Radio.Group options={choices.map((value) => ({ value, label: words[value] }))} />
          </Form.Item>
          <Form.Item
            name="words"
            label={words.words}
            extra={words.wordsHint}
            dependencies={['state']}
            rules={[{ required: state === 'objects', whitespace: true, message: words.wordsNeeded }]}
          >
            <Input.TextArea rows={4} maxLength={5000} />
          </Form.Item>
          <Form.Item label={words.proofs} extra={words.proofsHint}>
            <ProofFiles files={files} onChange={setFiles} />
          </Form.Item>
          {state === 'consents' ? (
            <Popconfirm
              title={words.consents}
              description={words.consentSure}
              okText={words.consents}
              cancelText={words.cancel}
              onConfirm={() => form.submit()}
            >
              <Button type="primary" loading={answer.isPending}>
                {words.send}
              </Button>
            </Popconfirm>
          ) : (
            send
          )}
        </Form>
      </Flex>
    </Card>
  )
}

function Arbitration({ caseId, until, hasRested }: Answerable & { readonly hasRested: boolean }) {
  const words = useWords(merchantWords)
  const { answer, prove, rest } = useAnswers(caseId)
  const [files, setFiles] = useState<readonly File[]>([])
  return (
    <Card size="small" title={words.arbitrationTitle} extra={<Deadline until={until} />}>
      <Flex vertical gap={12}>
        <UntilThen until={until} text={words.arbitrationBy} type="info" />
        <ProofFiles files={files} onChange={setFiles} />
        <Typography.Text type="secondary">{words.proofsHint}</Typography.Text>
        <Flex gap={8} wrap>
          <Button
            type="primary"
            disabled={files.length === 0}
            loading={prove.isPending}
            onClick={() => prove.mutate(files, { onSuccess: () => setFiles([]) })}
          >
            {words.addProof}
          </Button>
          {hasRested ? (
            <Typography.Text>{words.rested}</Typography.Text>
          ) : (
            <Popconfirm
              title={words.rest}
              description={words.restSure}
              okText={words.rest}
              cancelText={words.cancel}
              onConfirm={() => rest.mutate()}
            >
              <Button loading={rest.isPending}>{words.rest}</Button>
            </Popconfirm>
          )}
          <Popconfirm
            title={words.consents}
            description={words.consentSure}
            okText={words.consents}
            cancelText={words.cancel}
            onConfirm={() => answer.mutate({ state: 'consents', words: '', files: [] })}
          >
            <Button loading={answer.isPending}>{words.consents}</Button>
          </Popconfirm>
        </Flex>
      </Flex>
    </Card>
  )
}

/** The deadline in words, in the viewer's zone and in that of the rules. */
function UntilThen({ until, text, type }: { readonly until: string; readonly text: string; readonly type: 'info' | 'warning' }) {
  const words = useWords(merchantWords)
  const { language } = useLanguage()
  return (
    <Alert
      type={type}
      showIcon
      title={fill(text, { time: showTime(until, language) })}
      description={fill(words.ruleTime, { time: showRuleTime(until, language) })}
    />
  )
}
