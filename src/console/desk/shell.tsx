import { UserOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Avatar, Button, Dropdown, Flex, Layout, Menu, Result, Spin, Tag, Typography, theme } from 'antd'
import { Suspense } from 'react'
import { Link, Navigate, Route, Routes, useLocation } from 'react-router'
import type { Me } from '../../client/answers.js'
import { useLanguage, useWords } from '../shared/language.js'
import markUrl from '../shared/mark.svg'
import { deskWords } from './desk-words.js'
import { LookChoice } from './look-choice.js'
import { OfflineNotice } from './offline-notice.js'
import { type DeskPage, deskPages } from './pages.js'
import { signOut, useMe } from './session.js'
import { SignInAgain } from './sign-in/sign-in-again.js'

/** The frame around every page: where one is, where one may go, who one is. */
export function Shell() {
  const me = useMe()
  const words = useWords(deskWords)
  const { token } = theme.useToken()
  if (!me) return <Spin fullscreen delay={300} />
  const pages = deskPages.filter((page) => isFor(page, me))
  const start = pages[0]?.path ?? '/account'
  return (
    <Layout style={{ height: '100%' }}>
      <a href="#content" className="aside">
        {words.toContent}
      </a>
      <Header me={me} pages={pages} />
      <SignInAgain me={me} />
      <OfflineNotice />
      <Layout.Content id="content" tabIndex={-1} style={{ overflow: 'auto', background: token.colorBgLayout, outline: 'none' }}>
        <Suspense fallback={<Spin style={{ display: 'block', margin: '20vh auto' }} />}>
          <Routes>
            <Route path="/" element={<Navigate to={start} replace />} />
            {pages.map(({ path, Page }) => (
              <Route key={path} path={path} element={<Page />} />
            ))}
            <Route path="*" element={<NoSuchPage />} />
          </Routes>
        </Suspense>
      </Layout.Content>
    </Layout>
  )
}

function Header({ me, pages }: { readonly me: Me; readonly pages: readonly DeskPage[] }) {
  const words = useWords(deskWords)
  const { language } = useLanguage()
  const { token } = theme.useToken()
  const { pathname } = useLocation()
  const here = pages.find(({ path, entry }) => entry && pathname.startsWith(path))?.path
  const items = pages.flatMap(({ path, entry }) =>
    entry
      ? [
          {
            key: path,
            icon: entry.icon,
            label: (
              <Link to={path} ref={path === here ? bringIntoView : null} aria-current={path === here ? 'page' : undefined}>
                {entry.name[language]}
              </Link>
            ),
          },
        ]
      : [],
  )
  return (
    <header
      className="desk-header"
      data-inside={pathname.startsWith('/cases/')}
      style={{ background: token.colorBgContainer, borderBottom: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Link to="/" className="desk-brand" style={{ color: token.colorText }}>
        <img src={markUrl} alt="" width={24} height={24} />
        <Typography.Text strong>{words.product}</Typography.Text>
      </Link>
      {me.mode === 'test' && (
        <Tag color="warning" style={{ margin: 0 }}>
          {words.testSide}
        </Tag>
      )}
      <nav aria-label={words.pages}>
        <Menu
          mode="horizontal"
          // What does not fit is scrolled to: the library hides it from ears and leaves it to the keyboard.
          disabledOverflow
          items={items}
          selectedKeys={here ? [here] : []}
          style={{ borderBottom: 'none', width: 'max-content', background: 'none' }}
        />
      </nav>
      <Account me={me} />
    </header>
  )
}

/** On a phone the entries are wider than the screen. */
function bringIntoView(entry: HTMLElement | null): void {
  entry?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

function Account({ me }: { readonly me: Me }) {
  const words = useWords(deskWords)
  const queries = useQueryClient()
  return (
    <Dropdown
      trigger={['click']}
      popupRender={() => (
        <Flex vertical gap={12} style={{ padding: 16 }} className="ant-dropdown-menu">
          <Typography.Text strong>{me.person?.name}</Typography.Text>
          <LookChoice />
          <Link to="/account">{words.myAccount}</Link>
          <Button onClick={() => void signOut(queries)}>{words.signOut}</Button>
        </Flex>
      )}
    >
      <Button type="text" aria-label={`${words.account}: ${me.person?.name ?? ''}`} icon={<Avatar size={26} icon={<UserOutlined />} />} />
    </Dropdown>
  )
}

function NoSuchPage() {
  const words = useWords(deskWords)
  return <Result status="404" title={words.noSuchPage} extra={<Link to="/">{words.toStart}</Link>} />
}

function isFor({ scope, side }: DeskPage, { scopes, person }: Me): boolean {
  const isMerchant = person?.merchantId !== null && person?.merchantId !== undefined
  return scopes.includes(scope) && (side === 'both' || (side === 'merchant') === isMerchant)
}
