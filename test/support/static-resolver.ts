export * from '../../src/testing/static-resolver.ts'
