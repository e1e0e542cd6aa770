/** How many characters are kept of each step. */
const optionsKept = 6
/** Characters less likely than this are not kept. */
export const smallestKept = 1e-4

/**
 * What the recognition net says, cut to what matters: per step the probability of "no character" and the
 * likeliest characters (as places in the net's alphabet, 0 = none left) with theirs, likeliest first.
 */
export interface CompactSteps {
  readonly count: number
  readonly blank: Float32Array
  readonly places: Uint16Array
  readonly probabilities: Float32Array
}

/** The steps of a net's answer, whose rows hold one probability for each place of the alphabet, blank first. */
export function compactSteps(answer: Float32Array, alphabetSize: number): CompactSteps {
  const count = Math.floor(answer.length / alphabetSize)
  const steps = emptySteps(count)
  for (let step = 0, at = 0; step < count; step++) {
    steps.blank[step] = answer[at++] ?? 0
    for (let place = 1; place < alphabetSize; place++) {
      const probability = answer[at++] ?? 0
      if (probability >= smallestKept) keep(steps, step, place, probability)
    }
  }
  return steps
}

/** The characters kept of one step: their place and probability, likeliest first. */
export function optionsOf(steps: CompactSteps, step: number): [place: number, probability: number][] {
  const options: [number, number][] = []
  for (let i = step * optionsKept; i < (step + 1) * optionsKept; i++) {
    const place = steps.places[i] ?? 0
    if (place === 0) break
    options.push([place, steps.probabilities[i] ?? 0])
  }
  return options
}

/** One run of steps after another: the first `until` of the one, then the other from `from` on. */
export function joinSteps(head: CompactSteps, until: number, tail: CompactSteps, from: number): CompactSteps {
  const joined = emptySteps(until + tail.count - from)
  joined.blank.set(head.blank.subarray(0, until))
  joined.blank.set(tail.blank.subarray(from), until)
  joined.places.set(head.places.subarray(0, until * optionsKept))
  joined.places.set(tail.places.subarray(from * optionsKept), until * optionsKept)
  joined.probabilities.set(head.probabilities.subarray(0, until * optionsKept))
  joined.probabilities.set(tail.probabilities.subarray(from * optionsKept), until * optionsKept)
  return joined
}

function emptySteps(count: number): CompactSteps {
  return {
    count,
    blank: new Float32Array(count),
    places: new Uint16Array(count * optionsKept),
    probabilities: new Float32Array(count * optionsKept),
  }
}

/** Inserts a character at its rank; the least likely of a full step falls out. */
function keep(steps: CompactSteps, step: number, place: number, probability: number): void {
  const start = step * optionsKept
  let at = start + optionsKept - 1
  if (probability <= (steps.probabilities[at] ?? 0)) return
  while (at > start && (steps.probabilities[at - 1] ?? 0) < probability) {
    steps.places[at] = steps.places[at - 1] ?? 0
    steps.probabilities[at] = steps.probabilities[at - 1] ?? 0
    at--
  }
  steps.places[at] = place
  steps.probabilities[at] = probability
}
