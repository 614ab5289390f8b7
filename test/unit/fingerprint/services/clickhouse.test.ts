import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { clickhouse } from '../../../../src/fingerprint/services/clickhouse.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { clickhouse as said } from '../../../fixtures/services/clickhouse.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [clickhouse])

it('knows its sentence for those who speak HTTP', () => {
  expect(named(said.toHttp, { probe: 'http' })).toMatchObject({
    name: 'clickhouse',
    product: 'ClickHouse',
    details: { httpPort: 8123 },
    confidence: 'verified',
  })
  expect(named(said.toHttp.replace('clickhouse', 'another'))).toBeUndefined()
  expect(named('HTTP/1.0 400 Bad Request\r\n\r\n')).toBeUndefined()
})
