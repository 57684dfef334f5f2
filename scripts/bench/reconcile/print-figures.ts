/** Does one piece of the bench. The last line it writes says how long it took, and how much processor and memory. */
export async function printFigures(run: () => Promise<string>): Promise<void> {
  const startMs = performance.now()
  const result = await run()
  const seconds = (performance.now() - startMs) / 1_000
  const used = process.cpuUsage()
  const cpuSeconds = (used.user + used.system) / 1_000_000
  // The system's own count of the most that was resident, in KiB.
  const peakMiB = process.resourceUsage().maxRSS / 1_024
  console.log(JSON.stringify({ seconds, cpuSeconds, peakMiB, result }))
}
