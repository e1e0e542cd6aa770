import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'antd-mobile/es/global'
import { LanguageProvider } from '../shared/language.js'
import '../shared/shared.css'
import './buyer.css'
import { BuyerPage } from './buyer-page.js'
import { chooseFirstLanguage } from './first.js'

chooseFirstLanguage()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <BuyerPage />
      </LanguageProvider>
    </StrictMode>,
  )
}
