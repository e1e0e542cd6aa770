import type { ErrorCode } from 'yaml'
import type { Words } from '../../shared/words.js'
import { missingWords, yamlWords } from './yaml-words.js'

/** A fault of YAML's syntax in words, by the code and message of its parser. */
export function wordYaml(code: ErrorCode, message: string): Words[string] {
  const [first = ''] = message.split('\n')
  const named = code === 'MISSING_CHAR' || code === 'BAD_INDENT' ? missingWords.find(([pattern]) => pattern.test(first)) : undefined
  return named?.[1] ?? yamlWords[code]
}
