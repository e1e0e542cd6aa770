import { type ComponentType, lazy, type ReactNode } from 'react'
import type { Scope } from '../../http/scopes.js'

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
