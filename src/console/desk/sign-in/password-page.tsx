import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Divider, Form, Input } from 'antd'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { deskWords } from '../desk-words.js'
import { type SignedIn, useGoOn } from '../session.js'
import { WayIn } from './way-in.js'

interface Credentials {
  readonly email: string
  readonly password: string
}

/** The first step: address and password, or the identity provider where there is one. */
export function PasswordPage() {
  const words = useWords(deskWords)
  const goOn = useGoOn()
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => ask<{ provider: string | null }>('GET', '/auth/ways'), staleTime: 300_000 })
  const signIn = useMutation({
    mutationFn: (json: Credentials) => ask<SignedIn>('POST', '/auth/sign-in', { json }),
    onSuccess: goOn,
  })
  const provider = ways.data?.provider
  return (
    <WayIn title={words.signInTitle} problem={signIn.error}>
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(given) => signIn.mutate(given)}>
        <Form.Item name="email" label={words.email} rules={[{ required: true, message: words.emailNeeded }]}>
          <Input type="email" autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.passwordNeeded }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
          {words.signIn}
        </Button>
      </Form>
      {provider && (
        <>
          <Divider style={{ margin: 0 }} />
          <Button block size="large" href="/auth/oidc/start">
            {fill(words.orBy, { provider })}
          </Button>
        </>
      )}
    </WayIn>
  )
}
