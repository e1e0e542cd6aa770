/** Microsoft's form: five groups of five. */
const windowsKey = /^[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}$/
const brokenKey = /^[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){4}$/
const evenGroups = /^(?:[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2,5}|[A-Z0-9]{5}(?:-[A-Z0-9]{5}){2,4}|[A-Z0-9]{6}(?:-[A-Z0-9]{6}){2,3})$/

/** How far a code has the form of a key: `whole` five groups of five, `even` other groups of one size, which may lack one, `broken` five groups of five but for a character, else `none`. */
export function keyForm(code: string): 'whole' | 'even' | 'broken' | 'none' {
  if (windowsKey.test(code)) return 'whole'
  if (evenGroups.test(code)) return 'even'
  return brokenKey.test(code) && code.length >= 28 && code.length <= 30 ? 'broken' : 'none'
}
