/** Days are counted in mainland China (UTC+8, no summer time), wherever the server stands. `YYYY-MM-DD`. */
export function chinaDay(now: Date): string {
  const day = Math.floor((now.getTime() + 8 * 3_600_000) / msPerDay);
  // Asked several times in each turn, and nearly always for today.
  if (day !== last.day) last = { day, text: new Date(day * msPerDay).toISOString().slice(0, 10) };
  return last.text;
}

const msPerDay = 86_400_000;

let last = { day: 0, text: '1970-01-01' };
