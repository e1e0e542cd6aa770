import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useLocation, useNavigate } from 'react-router'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { deskWords } from '../desk-words.js'
import { type SignedIn, useGoOn } from '../session.js'
import { WayIn } from './way-in.js'

interface Chosen {
  readonly password: string
  readonly again: string
}

/** Where an invitation leads: `/console/join#token`; the token stays behind the `#`, which no server sees. */
export function JoinPage() {
  const words = useWords(deskWords)
  const goOn = useGoOn()
  const navigate = useNavigate()
  const token = useLocation().hash.slice(1)
  const join = useMutation({
    mutationFn: ({ password }: Chosen) => ask<SignedIn>('POST', '/auth/join', { json: { token, password } }),
    onSuccess: (answer) => {
      goOn(answer)
      void navigate('/', { replace: true })
    },
  })
  if (token.length < 20) return <WayIn title={words.joinTitle} hint={words.linkBroken} problem={null} />
  return (
    <WayIn title={words.joinTitle} hint={words.joinHint} problem={join.error}>
      <Form<Chosen> layout="vertical" requiredMark={false} onFinish={(given) => join.mutate(given)}>
        <Form.Item name="password" label={words.newPassword} rules={[{ required: true, message: words.passwordNeeded }]}>
          <Input.Password autoComplete="new-password" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.again}
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) => (value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(words.differs))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={join.isPending}>
          {words.joinDone}
        </Button>
      </Form>
    </WayIn>
  )
}
