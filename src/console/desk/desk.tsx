import { Spin } from 'antd'
import { Route, Routes, useLocation } from 'react-router'
import { useStep } from './session.js'
import { Shell } from './shell.js'
import { Enrolment } from './sign-in/enrolment.js'
import { JoinPage } from './sign-in/join-page.js'
import { OneTimeCode } from './sign-in/one-time-code.js'
import { PasswordPage } from './sign-in/password-page.js'
import { Unreachable } from './unreachable.js'

/** The console: coming in, step by step, and then its pages. */
export function Desk() {
  return (
    <Routes>
      <Route path="/join" element={<JoinPage />} />
      <Route path="*" element={<Inside />} />
    </Routes>
  )
}

function Inside() {
  const { data: step, error, refetch } = useStep()
  const { pathname } = useLocation()
  if (error && step === undefined) return <Unreachable error={error} onRetry={() => void refetch()} />
  switch (step) {
    case undefined:
      return <Spin fullscreen delay={300} />
    case 'none':
      return <PasswordPage key={pathname} />
    case 'totp':
      return <OneTimeCode />
    case 'enrol':
      return <Enrolment />
    case 'done':
      return <Shell />
  }
}
