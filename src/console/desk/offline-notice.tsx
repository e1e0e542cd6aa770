import { onlineManager } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useSyncExternalStore } from 'react'
import { useWords } from '../shared/language.js'
import { deskWords } from './desk-words.js'

/** Says that the line is down, on every page: questions wait for it without a word. */
export function OfflineNotice() {
  const words = useWords(deskWords)
  const isOnline = useSyncExternalStore(onlineManager.subscribe, () => onlineManager.isOnline())
  return isOnline ? null : <Alert banner role="alert" type="warning" title={words.offline} />
}
