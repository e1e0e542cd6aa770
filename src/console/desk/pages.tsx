import {
  AlertOutlined,
  ControlOutlined,
  DashboardOutlined,
  InboxOutlined,
  PayCircleOutlined,
  SendOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { type ComponentType, lazy, type ReactNode } from 'react'
import type { Scope } from '../../http/scopes.js'
import { pageWords } from './page-words.js'

/** A page of the console. */
export interface DeskPage {
  /** Below `/console`; the longer one first where two fit. */
  readonly path: string
  /** In the navigation; null: it is reached from elsewhere. */
  readonly entry: { readonly name: { readonly zh: string; readonly en: string }; readonly icon: ReactNode } | null
  /** Who may not do this does not see the page. */
  readonly scope: Scope
  /** For merchants' people, for the platform's, or for both. */
  readonly side: 'merchant' | 'platform' | 'both'
  readonly Page: ComponentType
}

/** Every page, in the order of the navigation; each is fetched when it is opened. The first one that its role may see is its start. */
export const deskPages: readonly DeskPage[] = [
  {
    path: '/queue',
    entry: { name: pageWords.queue, icon: <InboxOutlined /> },
    scope: 'cases:decide',
    side: 'platform',
    Page: lazy(() => import('./queue/queue-page.js').then(({ QueuePage }) => ({ default: QueuePage }))),
  },
  {
    path: '/cases/:id',
    entry: null,
    scope: 'cases:read',
    side: 'platform',
    Page: lazy(() => import('./case/case-page.js').then(({ CasePage }) => ({ default: CasePage }))),
  },
  {
    path: '/second-look',
    entry: null,
    scope: 'cases:decide',
    side: 'platform',
    Page: lazy(() => import('./case/second-look-page.js').then(({ SecondLookPage }) => ({ default: SecondLookPage }))),
  },
  {
    path: '/my-cases',
    entry: { name: pageWords.merchantCases, icon: <InboxOutlined /> },
    scope: 'cases:answer',
    side: 'merchant',
    Page: lazy(() => import('./merchant/merchant-cases-page.js').then(({ MerchantCasesPage }) => ({ default: MerchantCasesPage }))),
  },
  {
    path: '/board',
    entry: { name: pageWords.board, icon: <DashboardOutlined /> },
    scope: 'board:read',
    side: 'platform',
    Page: lazy(() => import('./board/board-page.js').then(({ BoardPage }) => ({ default: BoardPage }))),
  },
  {
    path: '/policies',
    entry: { name: pageWords.policies, icon: <ControlOutlined /> },
    scope: 'policies:read',
    side: 'platform',
    Page: lazy(() => import('./policies/policies-page.js').then(({ PoliciesPage }) => ({ default: PoliciesPage }))),
  },
  {
    path: '/money',
    entry: { name: pageWords.money, icon: <PayCircleOutlined /> },
    scope: 'refunds:read',
    side: 'platform',
    Page: lazy(() => import('./money/money-page.js').then(({ MoneyPage }) => ({ default: MoneyPage }))),
  },
  {
    path: '/disputes',
    entry: { name: pageWords.disputes, icon: <AlertOutlined /> },
    scope: 'refunds:read',
    side: 'platform',
    Page: lazy(() => import('./disputes/disputes-page.js').then(({ DisputesPage }) => ({ default: DisputesPage }))),
  },
  {
    path: '/deliveries',
    entry: { name: pageWords.deliveries, icon: <SendOutlined /> },
    scope: 'webhooks:read',
    side: 'platform',
    Page: lazy(() => import('./deliveries/deliveries-page.js').then(({ DeliveriesPage }) => ({ default: DeliveriesPage }))),
  },
  {
    path: '/people',
    entry: { name: pageWords.people, icon: <TeamOutlined /> },
    scope: 'people:read',
    side: 'platform',
    Page: lazy(() => import('./people/people-page.js').then(({ PeoplePage }) => ({ default: PeoplePage }))),
  },
  {
    path: '/my-cases/:caseId',
    entry: null,
    scope: 'cases:answer',
    side: 'merchant',
    Page: lazy(() => import('./merchant/merchant-case-page.js').then(({ MerchantCasePage }) => ({ default: MerchantCasePage }))),
  },
  {
    path: '/account',
    entry: null,
    scope: 'cases:read',
    side: 'both',
    Page: lazy(() => import('./account/account-page.js').then(({ AccountPage }) => ({ default: AccountPage }))),
  },
  {
    path: '/cases/:id/evidence',
    entry: null,
    scope: 'cases:read',
    side: 'platform',
    Page: lazy(() => import('./viewer/evidence-page.js').then(({ EvidencePage }) => ({ default: EvidencePage }))),
  },
]
