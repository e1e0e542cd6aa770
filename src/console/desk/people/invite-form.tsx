import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select } from 'antd'
import type { LinkedPerson } from '../../../client/answers.js'
import type { Role } from '../../../model/person.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { roleWords } from '../account/account-words.js'
import { useProblemText } from '../problem-text.js'
import { peopleWords } from './people-words.js'

interface Invitation {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly merchantId?: string
}

/** Invites a person; what comes back holds the link. */
export function InviteForm({ onInvited, onClose }: { readonly onInvited: (linked: LinkedPerson) => void; readonly onClose: () => void }) {
  const words = useWords(peopleWords)
  const { language } = useLanguage()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [form] = Form.useForm<Invitation>()
  const role = Form.useWatch('role', form)
  const invite = useMutation({
    mutationFn: (json: Invitation) => ask<LinkedPerson>('POST', '/v1/people', { json }),
    onSuccess: async (linked) => {
      await queries.invalidateQueries({ queryKey: ['people'] })
      onInvited(linked)
    },
    onError: (thrown) => message.error(problemText(thrown)),
  })
  const roles = Object.entries(roleWords).map(([value, both]) => ({ value, label: both[language] }))
  return (
    <Modal
      open
      title={words.invite}
      okText={words.invite}
      cancelText={words.cancel}
      confirmLoading={invite.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'reviewer' }}
        onFinish={(given) => invite.mutate(given)}
      >
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: words.needed }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={words.email} rules={[{ required: true, type: 'email', message: words.emailNeeded }]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={words.role}>
          <Select options={roles} />
        </Form.Item>
        {role === 'merchant' && (
          <Form.Item
            name="merchantId"
            label={words.merchantId}
            extra={words.merchantHint}
            rules={[{ required: true, message: words.needed }]}
          >
            <Input />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
