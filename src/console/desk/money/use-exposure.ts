import { useQuery } from '@tanstack/react-query'
import type { Exposure } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'

/** What automatic payments have used of their caps, asked anew every half minute. */
export function useExposure() {
  return useQuery({ queryKey: ['exposure'], queryFn: () => ask<Exposure>('GET', '/v1/exposure'), refetchInterval: 30_000 })
}
