import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Problem } from '../shared/ask.js'
import { LanguageProvider } from '../shared/language.js'
import '../shared/shared.css'
import './desk.css'
import { Desk } from './desk.js'
import { Look } from './look.js'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // What is wrong with the question stays wrong; a line that is down comes back.
      retry: (count, thrown) => count < 3 && !(thrown instanceof Problem && thrown.status >= 400 && thrown.status < 500),
    },
    // What cannot be sent now is refused at once: sent when the line is back, it would be of a page that nobody looks at any more.
    mutations: { networkMode: 'always' },
  },
})

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <Look>
            <BrowserRouter basename="/console">
              <Desk />
            </BrowserRouter>
          </Look>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
