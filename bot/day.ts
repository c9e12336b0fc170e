/** Days are counted in mainland China (UTC+8, no summer time), wherever the server stands. `YYYY-MM-DD`. */
export function chinaDay(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
