import type { AddRoutes } from './http-app.ts'
import { auditRoute } from './routes/audit.ts'
import { createScanRoute } from './routes/create-scan.ts'
import { diffRoutes } from './routes/diff.ts'
import { healthRoutes } from './routes/health.ts'
import { hostRoutes } from './routes/hosts.ts'
import { keyRoutes } from './routes/keys.ts'
import { metricsRoute } from './routes/metrics.ts'
import { reportRoute } from './routes/report.ts'
import { resultRoutes } from './routes/results.ts'
import { scanEventRoute } from './routes/scan-events.ts'
import { scanRoutes } from './routes/scans.ts'

/** All routes of the API. */
export const apiRoutes: readonly AddRoutes[] = [
  createScanRoute,
  scanRoutes,
  scanEventRoute,
  resultRoutes,
  diffRoutes,
  hostRoutes,
  reportRoute,
  keyRoutes,
  auditRoute,
  healthRoutes,
  metricsRoute,
]
