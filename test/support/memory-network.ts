export * from '../../src/testing/memory-network.ts'
