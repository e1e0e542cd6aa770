import pMap from 'p-map'
import { composeMemory, composeReading } from '../compose.js'
import { readConfig } from '../config.js'
import { type Fault, toFault } from '../errors.js'
import type { Policy } from '../model/policy.js'
import { type JudgedCase, judgeRead, type ReadCase, readCase } from '../pipeline.js'

export type FolderResult = { readonly folder: string; readonly judged: JudgedCase } | { readonly folder: string; readonly fault: Fault }

interface FolderOptions {
  readonly policy: Policy
  /** Judge each case by itself, without the memory that the cases of one run share. */
  readonly alone: boolean
  readonly onRead: () => void
}

type ReadResult = { readonly folder: string; readonly read: ReadCase } | { readonly folder: string; readonly fault: Fault }

/**
 * Reads all folders side by side, then judges them in order of submission, so that a later case sees what an earlier
 * one brought. Results come in the order given; a bad folder is a fault beside the others.
 */
export async function judgeFolders(folders: readonly string[], { policy, alone, onRead }: FolderOptions): Promise<readonly FolderResult[]> {
  const tools = await composeReading(readConfig())
  const now = new Date().toISOString()
  try {
    const readNext = async (folder: string): Promise<ReadResult> => {
      try {
        return { folder, read: await readCase(folder, policy, now, tools) }
      } catch (thrown) {
        return { folder, fault: toFault(thrown) }
      } finally {
        onRead()
      }
    }
    const results = await pMap(folders, readNext, { concurrency: tools.reader.concurrency })
    return await judgeInOrder(results, alone)
  } finally {
    await tools.close()
  }
}

async function judgeInOrder(results: readonly ReadResult[], alone: boolean): Promise<readonly FolderResult[]> {
  const shared = composeMemory()
  const submitted = (result: ReadResult) => ('read' in result ? Date.parse(result.read.opened.claim.submittedAt) : 0)
  const judged = new Map<ReadResult, FolderResult>()
  for (const result of [...results].sort((left, right) => submitted(left) - submitted(right))) {
    if ('fault' in result) judged.set(result, result)
    else judged.set(result, { folder: result.folder, judged: await judgeRead(result.read, alone ? composeMemory() : shared) })
  }
  return results.flatMap((result) => judged.get(result) ?? [])
}
