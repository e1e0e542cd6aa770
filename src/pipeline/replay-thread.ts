import { parentPort } from 'node:worker_threads'
import { compareFacts, parseFacts } from './case-facts.js'
import type { JudgedPage, PageToJudge } from './open-judging-threads.js'

// Judging is nothing but work: a thread for each core.
parentPort?.on('message', ({ id, documents, candidate }: PageToJudge) => {
  let answer: JudgedPage
  try {
    answer = { id, compared: documents.map((document) => compareFacts(parseFacts(document), candidate)) }
  } catch (thrown) {
    answer = { id, because: thrown instanceof Error ? thrown.message : String(thrown) }
  }
  parentPort?.postMessage(answer)
})
