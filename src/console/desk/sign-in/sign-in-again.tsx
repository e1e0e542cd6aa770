import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Flex, Form, Input, Modal, Typography } from 'antd'
import { useEffect } from 'react'
import type { Me } from '../../../client/answers.js'
import { ask, keepCsrf, onSessionOver } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { deskWords } from '../desk-words.js'
import { useProblemText } from '../problem-text.js'
import { forgetSession, type SignedIn } from '../session.js'
import { askToComeBack, useSessionOver } from '../session-over.js'

/** Where a session ends in the middle of work: signs in again over the page, so that nothing typed is lost. */
export function SignInAgain({ me }: { readonly me: Me }) {
  const settle = useSessionOver()
  useEffect(() => {
    onSessionOver(askToComeBack)
    return () => onSessionOver(null)
  }, [])
  return settle && <Dialog me={me} settle={settle} />
}

function Dialog({ me, settle }: { readonly me: Me; readonly settle: (isBack: boolean) => void }) {
  const words = useWords(deskWords)
  const queries = useQueryClient()
  const problemText = useProblemText()
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => ask<{ provider: string | null }>('GET', '/auth/ways'), staleTime: 300_000 })
  const goOn = async (answer: SignedIn) => {
    keepCsrf(answer.csrf)
    if (answer.step !== 'done') return answer.step
    const now = await ask<Me>('GET', '/v1/me')
    // What is on this page is for the one who opened it.
    if (now.person?.id !== me.person?.id) location.reload()
    else settle(true)
    return answer.step
  }
  const step = useMutation({
    mutationFn: async (given: { readonly password: string } | { readonly code: string } | null) =>
      goOn(
        given === null
          ? await ask<SignedIn>('GET', '/auth/session')
          : 'code' in given
            ? await ask<SignedIn>('POST', '/auth/totp/verify', { json: given })
            : await ask<SignedIn>('POST', '/auth/sign-in', { json: { email: me.person?.email, ...given } }),
      ),
  })
  const leave = () => {
    settle(false)
    forgetSession(queries)
  }
  const isCode = step.data === 'totp' || (step.isError && step.variables !== null && 'code' in step.variables)
  return (
    <Modal open title={words.overTitle} footer={null} closable={false} keyboard={false} mask={{ closable: false }} width={400}>
      <Flex vertical gap={12}>
        <Typography.Text>{fill(words.overHint, { name: me.person?.name ?? '', email: me.person?.email ?? '' })}</Typography.Text>
        {step.error && <Alert type="error" showIcon role="alert" title={problemText(step.error)} />}
        {isCode ? (
          <Form<{ code: string }> key="code" layout="vertical" onFinish={({ code }) => step.mutate({ code: code.trim() })}>
            <Form.Item name="code" label={words.code} rules={[{ required: true, message: words.codeNeeded }]}>
              <Input autoComplete="one-time-code" autoFocus maxLength={40} className="code" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={step.isPending}>
              {words.confirm}
            </Button>
          </Form>
        ) : (
          <Form<{ password: string }> key="password" layout="vertical" requiredMark={false} onFinish={(given) => step.mutate(given)}>
            {/* For who keeps passwords: it is not typed, and must not take the focus. */}
            <input value={me.person?.email ?? ''} readOnly autoComplete="username" tabIndex={-1} aria-hidden className="aside" />
            <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.passwordNeeded }]}>
              <Input.Password autoComplete="current-password" autoFocus />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={step.isPending}>
              {words.signIn}
            </Button>
          </Form>
        )}
        {ways.data?.provider && (
          <Flex gap={8}>
            <Button href="/auth/oidc/start" target="_blank" rel="noopener">
              {fill(words.orBy, { provider: ways.data.provider })}
            </Button>
            <Button onClick={() => step.mutate(null)}>{words.signedInThere}</Button>
          </Flex>
        )}
        <Button type="link" onClick={leave}>
          {words.leaveInstead}
        </Button>
      </Flex>
    </Modal>
  )
}
