/** Letters that stand for digits inside a run with digits and no other letters become digits: 2O24-O6-15. */
export function digitise(text: string): string {
  if (!/[OoIlQ]/.test(text)) return text
  return text.replace(/(?<![A-Za-z])[0-9OoIlQ:./-]*\d[0-9OoIlQ:./-]*(?![B-OQ-Zb-oq-z])/g, (run) =>
    run.replace(/[OoQ]/g, '0').replace(/[Il]/g, '1'),
  )
}
