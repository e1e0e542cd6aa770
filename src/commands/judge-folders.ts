import pMap from 'p-map'
import { composeMemory, composeReading } from '../compose-reading.js'
import { readConfig } from '../config.js'
import { type Fault, toFault } from '../errors.js'
import type { Policy } from '../model/policy.js'
import { type JudgedCase, judgeRead, type ReadCase, readCase } from '../pipeline.js'
import type { ReadWatch } from '../read/read-watch.js'
import { type KeptScreen, keepScreen } from '../report/keep-screen.js'
import type { Progress } from './terminal.js'

/** The screens of a case's recordings, small, by file; empty unless they were to be kept. */
type KeptScreens = ReadonlyMap<string, readonly KeptScreen[]>

export type FolderResult =
  | { readonly folder: string; readonly judged: JudgedCase; readonly screens: KeptScreens }
  | { readonly folder: string; readonly fault: Fault }

interface FolderOptions {
  readonly policy: Policy
  /** Judge each case by itself, without the memory that the cases of one run share. */
  readonly alone: boolean
  /** Keep pictures of recordings' screens, for the report. */
  readonly keepScreens: boolean
  readonly progress: Pick<Progress, 'step' | 'watch'>
}

type ReadResult =
  | { readonly folder: string; readonly read: ReadCase; readonly screens: KeptScreens }
  | { readonly folder: string; readonly fault: Fault }

/**
 * Reads all folders side by side, then judges them in order of submission, so that a later case sees what an earlier
 * one brought. Results come in the order given; a bad folder is a fault beside the others.
 */
export async function judgeFolders(
  folders: readonly string[],
  { policy, alone, keepScreens, progress }: FolderOptions,
): Promise<readonly FolderResult[]> {
  const tools = await composeReading(readConfig())
  const now = new Date().toISOString()
  try {
    const readNext = async (folder: string): Promise<ReadResult> => {
      const screens = new Map<string, KeptScreen[]>()
      const watch = (file: string): ReadWatch => ({
        ...progress.watch(folder, file),
        ...(keepScreens ? keepScreensOf(file, screens) : {}),
      })
      try {
        return { folder, read: await readCase(folder, policy, now, tools, watch), screens }
      } catch (thrown) {
        return { folder, fault: toFault(thrown) }
      } finally {
        progress.step(folder)
      }
    }
    const results = await pMap(folders, readNext, { concurrency: tools.reader.concurrency })
    return await judgeInOrder(results, alone)
  } finally {
    await tools.close()
  }
}

function keepScreensOf(file: string, screens: Map<string, KeptScreen[]>): Required<Pick<ReadWatch, 'onScreen'>> {
  const kept: KeptScreen[] = []
  screens.set(file, kept)
  return {
    onScreen: async ({ index, picture }) => {
      if (picture) kept.push(await keepScreen(index, picture))
    },
  }
}

async function judgeInOrder(results: readonly ReadResult[], alone: boolean): Promise<readonly FolderResult[]> {
  const shared = composeMemory()
  const submitted = (result: ReadResult) => ('read' in result ? Date.parse(result.read.opened.claim.submittedAt) : 0)
  const judged = new Map<ReadResult, FolderResult>()
  for (const result of [...results].sort((left, right) => submitted(left) - submitted(right))) {
    if ('fault' in result) {
      judged.set(result, result)
      continue
    }
    const { folder, read, screens } = result
    judged.set(result, { folder, judged: await judgeRead(read, alone ? composeMemory() : shared), screens })
  }
  return results.flatMap((result) => judged.get(result) ?? [])
}
