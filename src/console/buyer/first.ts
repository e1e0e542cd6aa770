import type { BuyerCase } from '../../client/answers.js'

/** What the page came with, so that nothing has to be asked first: the case, or what is wrong with the link. */
interface First {
  readonly case: BuyerCase | null
  readonly problem: string | null
}

/** What the page came with. */
export const first: First = read()

/** The token of the link, which stands in the page's own address. */
const token = location.pathname.split('/')[2] ?? ''

/** Where the link's routes are. */
export const api = `/c/${token}/api`

/** The language the link was made for, where nobody chose another. */
export function chooseFirstLanguage(): void {
  const url = new URL(location.href)
  if (url.searchParams.has('lang') || !first.case) return
  try {
    if (localStorage.getItem('swiftproof-language') !== null) return
  } catch {
    // In a frame the storage may be refused.
  }
  url.searchParams.set('lang', first.case.language)
  history.replaceState(null, '', url)
}

function read(): First {
  try {
    const text = document.getElementById('first')?.textContent ?? ''
    return JSON.parse(text) as First
  } catch {
    return { case: null, problem: null }
  }
}
