/** Eight letters and digits that tell texts apart; the same text has the same mark. It proves nothing. */
export function markOf(text: string): string {
  return hashOf(text).toString(32).toUpperCase().padStart(11, '0').slice(-8);
}

/** cyrb53 (public domain): 53 well mixed bits, plenty to tell the quotes of a day apart. */
function hashOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
