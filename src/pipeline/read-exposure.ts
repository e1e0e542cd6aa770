import { periodsOf, wholePlatform } from '../act/list-caps.js'
import type { PlatformRows } from '../ports/store.js'
import { platformPolicy } from './policy-for.js'

/** What the platform's automatic payments have used of the day and the hour of `now`, and how its breaker stands. */
export async function readExposure(rows: PlatformRows, now: string) {
  const { exposure, timeZone } = await platformPolicy(rows, now)
  const { day, hour } = periodsOf(now, timeZone)
  const [dayFen = 0, hourFen = 0] = await rows.exposure.used([day, hour].map((period) => ({ scope: wholePlatform, period })))
  return {
    day: { period: day, usedFen: dayFen, capFen: exposure.perDayFen },
    hour: { period: hour, usedFen: hourFen, capFen: exposure.perHourFen },
    breaker: await rows.breaker.get(),
  }
}
