export * from '../../src/testing/peer-script.ts'
