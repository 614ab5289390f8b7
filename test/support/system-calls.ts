import { createRequire } from 'node:module'
import { bindSystemCalls, type SystemCalls } from '../../src/native/system-calls.ts'

/** The system's calls, by koffi. */
export const systemCalls = (): SystemCalls => bindSystemCalls(createRequire(import.meta.url).resolve('koffi'))
