/** Microsoft's form: five groups of five. */
const windowsKey = /^[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}$/
const evenGroups = /^(?:[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2,5}|[A-Z0-9]{5}(?:-[A-Z0-9]{5}){2,4}|[A-Z0-9]{6}(?:-[A-Z0-9]{6}){2,3})$/

/** How far a code has the form of a key: `whole` five groups of five, `even` other groups of one size, which may lack one, else `none`. */
export function keyForm(code: string): 'whole' | 'even' | 'none' {
  if (windowsKey.test(code)) return 'whole'
  return evenGroups.test(code) ? 'even' : 'none'
}
