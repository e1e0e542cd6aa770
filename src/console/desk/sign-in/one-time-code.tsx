import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { deskWords } from '../desk-words.js'
import { type SignedIn, useGoOn } from '../session.js'
import { WayIn } from './way-in.js'

/** The second step: the one-time code, or a recovery code. */
export function OneTimeCode() {
  const words = useWords(deskWords)
  const goOn = useGoOn()
  const verify = useMutation({
    mutationFn: (json: { readonly code: string }) => ask<SignedIn>('POST', '/auth/totp/verify', { json }),
    onSuccess: goOn,
  })
  return (
    <WayIn title={words.codeTitle} hint={words.codeHint} problem={verify.error}>
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={({ code }) => verify.mutate({ code: code.trim() })}>
        <Form.Item name="code" label={words.code} rules={[{ required: true, message: words.codeNeeded }]}>
          <Input autoComplete="one-time-code" autoFocus size="large" maxLength={40} className="code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={verify.isPending}>
          {words.confirm}
        </Button>
      </Form>
    </WayIn>
  )
}
