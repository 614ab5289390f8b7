export * from '../../src/testing/scripted-server.ts'
