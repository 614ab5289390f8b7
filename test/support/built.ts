import { buildIfStale } from '../../scripts/build.mjs'

/** Global set-up of the tests that run or read dist/. */
export default buildIfStale
