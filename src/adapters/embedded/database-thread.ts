import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { FromThread, NumberedAnswer, ThreadAnswer, ThreadStart, ToThread } from './start-thread.js'

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number]

const { folder, templateFile } = workerData as ThreadStart
const tell = (said: FromThread) => parentPort?.postMessage(said)

try {
  const isNew = !existsSync(path.join(folder, 'PG_VERSION'))
  const template = isNew && templateFile && existsSync(templateFile) ? new Blob([readFileSync(templateFile)]) : null
  const database = await PGlite.create(folder, template ? { loadDataDir: template } : {})
  database.onNotification((channel, payload) => tell({ is: 'notification', channel, payload }))
  const dump = isNew && !template && templateFile ? await database.dumpDataDir('gzip') : null
  serve(database)
  tell({ is: 'ready', template: dump ? new Uint8Array(await dump.arrayBuffer()) : null })
} catch (error) {
  tell({ is: 'broken', because: error instanceof Error ? error.message : String(error) })
}

/** One message after the other: the database has one session. */
function serve(database: PGlite): void {
  let turn = Promise.resolve()
  parentPort?.on('message', (asked: ToThread) => {
    turn = turn.then(async () => {
      if (asked.is === 'close') {
        await database.close()
        parentPort?.close()
        return
      }
      const answers: NumberedAnswer[] = []
      for (const one of asked.messages) answers.push(await answer(database, one))
      tell({ is: 'answers', answers })
    })
  })
}

async function answer(database: PGlite, { id, message }: { readonly id: number; readonly message: Uint8Array }): Promise<NumberedAnswer> {
  try {
    const { messages } = await database.execProtocol(message, { throwOnError: false })
    return { id, answer: answerOf(messages) }
  } catch (error) {
    return { id, answer: null, because: error instanceof Error ? error.message : String(error) }
  }
}

function answerOf(messages: readonly Message[]): ThreadAnswer {
  const tags: string[] = []
  const answer = { error: null, tags, fields: [], rows: [], status: 'I' } as { -readonly [Key in keyof ThreadAnswer]: ThreadAnswer[Key] }
  let rows: (string | null)[][] = []
  for (const message of messages) {
    if (isA(message, 'rowDescription')) {
      answer.fields = message.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }))
      answer.rows = rows = []
    } else if (isA(message, 'dataRow')) rows.push(message.fields)
    else if (isA(message, 'commandComplete')) tags.push(message.text)
    else if (isA(message, 'readyForQuery')) answer.status = message.status
    else if (isA(message, 'error') && !answer.error) {
      const { message: words, code, constraint, detail } = message
      answer.error = { message: words, code: code ?? '', ...(constraint ? { constraint } : {}), ...(detail ? { detail } : {}) }
    }
  }
  return answer
}

interface Shapes {
  rowDescription: { fields: { name: string; dataTypeID: number }[] }
  dataRow: { fields: (string | null)[] }
  commandComplete: { text: string }
  readyForQuery: { status: string }
  error: { message: string; code?: string; constraint?: string; detail?: string }
}

/** PGlite's messages carry their kind as a name and are typed as the common part only. */
function isA<Name extends keyof Shapes>(message: object, name: Name): message is Shapes[Name] {
  return 'name' in message && message.name === name
}
