import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input, QRCode, Spin, Typography } from 'antd'
import { useState } from 'react'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { deskWords } from '../desk-words.js'
import { type SignedIn, useGoOn } from '../session.js'
import { WayIn } from './way-in.js'

type Enrolled = SignedIn & { readonly recoveryCodes: readonly string[] }

/** For a role that needs one-time codes: the secret, its first code, and the recovery codes to keep. */
export function Enrolment() {
  const words = useWords(deskWords)
  const goOn = useGoOn()
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null)
  // Made once: another one would make the first worthless.
  const begun = useQuery({
    queryKey: ['enrolment'],
    queryFn: () => ask<{ secret: string; address: string }>('POST', '/auth/totp/enrol', { json: {} }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const confirm = useMutation({
    mutationFn: (json: { readonly code: string }) => ask<Enrolled>('POST', '/auth/totp/confirm', { json }),
    onSuccess: setEnrolled,
  })
  if (enrolled) return <RecoveryCodes codes={enrolled.recoveryCodes} onKept={() => goOn(enrolled)} />
  return (
    <WayIn title={words.enrolTitle} hint={words.enrolHint} problem={confirm.error ?? begun.error}>
      {begun.data ? (
        <>
          {/* Dark on light in both looks: not every camera reads it the other way round. */}
          <div role="img" aria-label={words.qrCode} style={{ alignSelf: 'center' }}>
            <QRCode aria-hidden type="svg" value={begun.data.address} size={176} color="#000" bgColor="#fff" />
          </div>
          <Typography.Text
            className="code"
            copyable={{ text: begun.data.secret, tooltips: [words.copy, words.copied] }}
            style={{ fontSize: 15, textWrap: 'balance' }}
          >
            {begun.data.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
          </Typography.Text>
          <a href={begun.data.address}>{words.openAuthenticator}</a>
        </>
      ) : (
        <Spin />
      )}
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={({ code }) => confirm.mutate({ code: code.trim() })}>
        <Form.Item name="code" label={words.firstCode} rules={[{ required: true, message: words.codeNeeded }]}>
          <Input autoComplete="one-time-code" inputMode="numeric" size="large" maxLength={6} className="code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={confirm.isPending} disabled={!begun.data}>
          {words.confirm}
        </Button>
      </Form>
    </WayIn>
  )
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const words = useWords(deskWords)
  return (
    <WayIn title={words.recoveryTitle} hint={words.recoveryHint} problem={null}>
      <Typography.Paragraph className="code" style={{ whiteSpace: 'pre-wrap', margin: 0, columns: 2 }}>
        {codes.join('\n')}
      </Typography.Paragraph>
      <Typography.Text copyable={{ text: codes.join('\n'), tooltips: [words.copy, words.copied] }}>{words.copyAll}</Typography.Text>
      <Button type="primary" block size="large" onClick={onKept}>
        {words.kept}
      </Button>
    </WayIn>
  )
}
