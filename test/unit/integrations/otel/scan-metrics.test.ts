import * as api from '@opentelemetry/api'
import { expect, test, vi } from 'vitest'
import { ScanMetrics } from '../../../../src/integrations/otel/scan-metrics.ts'
import { ScanTotals } from '../../../../src/integrations/otel/scan-totals.ts'
import { register, sdk } from '../../../support/telemetry-here.ts'

test('instruments are made once for a provider, and anew for the next; the old ones are let go', async () => {
  const [first, second] = [sdk(), sdk()]
  const getMeter = vi.spyOn(first.meterProvider, 'getMeter')
  register({ meterProvider: first.meterProvider })
  const totals = new ScanTotals()
  totals.scans = 3
  const metrics = new ScanMetrics(api, totals, undefined)
  metrics.refresh()
  expect(getMeter).toHaveBeenCalledTimes(1)
  expect(await first.collected()).toMatchObject({ 'portscan.scans': { '': 3 } })
  api.metrics.disable()
  register({ meterProvider: second.meterProvider })
  metrics.refresh()
  totals.scans = 4
  expect(await first.collected()).toMatchObject({ 'portscan.scans': { '': 3 } })
  expect(await second.collected()).toMatchObject({ 'portscan.scans': { '': 4 } })
  metrics.close()
  totals.scans = 5
  expect(await second.collected()).toMatchObject({ 'portscan.scans': { '': 4 } })
})
