/** What audits prove of the share of wrong automatic payments. */
export interface WrongShareBound {
  /** Not more than this is wrong, 95% sure; 1 when nothing was audited. */
  readonly upperShare: number
  /** The upper bound is at most the bearable share. */
  readonly isCertified: boolean
  /** So many wrong ones among the audited would still be certified; null when there are too few audits for any. */
  readonly allowedWrong: number | null
  /** Of those, how many are left; below 0 when there were more. Null with `allowedWrong`. */
  readonly remainingWrong: number | null
  /** Further audits without a wrong one after which it would be certified; 0 when it is. */
  readonly cleanAuditsNeeded: number
}

/**
 * Bounds the wrong share of all payments by what audits found (trust.md, "False-approval budget"): the upper bound of
 * Clopper and Pearson, Beta⁻¹(0.95; wrong + 1, audited − wrong), and certified is what P(Bin(audited, α) ≤ wrong) ≤ 0.05
 * certifies, with α the bearable share, above 0 and below 1.
 */
export function boundWrongShare(audited: number, wrong: number, bearableShare: number): WrongShareBound {
  const certifies = (audits: number, bad: number) => atMost(bad, audits, bearableShare) <= doubt
  const isCertified = certifies(audited, wrong)
  const allowedWrong = certifies(audited, 0) ? lastThat((bad) => certifies(audited, bad), audited) : null
  return {
    upperShare: upperShare(audited, wrong),
    isCertified,
    allowedWrong,
    remainingWrong: allowedWrong === null ? null : allowedWrong - wrong,
    cleanAuditsNeeded: isCertified ? 0 : 1 + lastThat((more) => !certifies(audited + more, wrong), mostAudits),
  }
}

/** Of statements that are made at 95%. */
const doubt = 0.05

/** At a bearable share of 0.1%, a thousand wrong ones need fewer. */
const mostAudits = 2 ** 24

/** The share at which so few wrong ones would be seen with a chance of 5%. */
function upperShare(audited: number, wrong: number): number {
  if (wrong >= audited) return 1
  let [low, high] = [wrong / audited, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (atMost(wrong, audited, middle) > doubt) low = middle
    else high = middle
  }
  return high
}

/** P(Bin(trials, share) ≤ wrong), summed over logarithms: a share of 0.1% to the power of thousands is no number otherwise. */
function atMost(wrong: number, trials: number, share: number): number {
  if (wrong >= trials) return 1
  let log = trials * Math.log1p(-share)
  let sum = Math.exp(log)
  for (let seen = 1; seen <= wrong; seen++) {
    log += Math.log((trials - seen + 1) / seen) + Math.log(share) - Math.log1p(-share)
    sum += Math.exp(log)
  }
  return Math.min(1, sum)
}

/** The greatest whole number up to `most` that holds, of a condition that holds for 0 and, once it fails, fails on. */
function lastThat(holds: (value: number) => boolean, most: number): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}
