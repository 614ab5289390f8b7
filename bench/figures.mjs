export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Rows of cells as a Markdown table: the first row is its head. */
export function asTable([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function printTable(rows) {
  console.log(asTable(rows))
}

/** What a piece of work costs this process: CPU and wall in milliseconds, memory in MiB, sampled each 100 ms. */
export async function cost(work) {
  globalThis.gc?.()
  const resident = [process.memoryUsage.rss()]
  const timer = setInterval(() => resident.push(process.memoryUsage.rss()), 100)
  const start = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  const wall = performance.now() - start
  clearInterval(timer)
  return { cpu: (user + system) / 1e3, wall, ...memory(resident.map((bytes) => bytes / 2 ** 20)) }
}

/** The peak, and by how much the last quarter of the samples lies above the second. */
function memory(resident) {
  const quarter = (nth) =>
    resident.slice(Math.floor((resident.length * nth) / 4), Math.ceil((resident.length * (nth + 1)) / 4))
  return { peak: Math.max(...resident), growth: median(quarter(3)) - median(quarter(1)) }
}
