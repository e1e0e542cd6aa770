/**
 * Closes each in this order, whatever became of those before it: what is left open keeps a process alive that was told to end.
 * Throws the first fault at the end.
 */
export async function closeEach(closings: readonly (() => unknown)[]): Promise<void> {
  const faults: unknown[] = []
  for (const close of closings) {
    try {
      await close()
    } catch (fault) {
      faults.push(fault)
    }
  }
  if (faults.length > 0) throw faults[0]
}
