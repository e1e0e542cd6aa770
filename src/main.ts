#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=8388608 MALLOC_TRIM_THRESHOLD_=134217728 node
// glibc keeps freed tensors in an arena for every thread: two arenas, and large blocks given back, take a fifth off the peak memory.
// Smaller ones are kept: given back and fetched again for every line of text, they cost a reading 2% of its time.
import { runProgram } from './commands/program.js'

// Who reads our output may stop reading (`… | head`): what is begun is still ended in order.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runProgram(process.argv.slice(2))
