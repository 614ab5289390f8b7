export * from '../../src/testing/memory-connection.ts'
