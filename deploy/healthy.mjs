// Ends with 0 when the address answers with a good status: `node healthy.mjs <url>`.
const { ok } = await fetch(process.argv[2], { signal: AbortSignal.timeout(4000) }).catch(() => ({
  ok: false,
}))
process.exitCode = ok ? 0 : 1
