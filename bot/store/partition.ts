/** How many parts the conversations are spread over. Fixed: another number would look for stored conversations elsewhere. */
export const partitionCount = 64;

/** All keys of a partition share a hash tag, so they lie in one slot of a cluster and one script may touch them together. */
export function partitionKey(prefix: string, partition: number): string {
  return `${prefix}{p${partition}}`;
}

/** FNV-1a: the same in every process and version, and spread evenly even over ids that count up. */
export function partitionOf(conversation: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < conversation.length; index++) {
    hash = Math.imul(hash ^ conversation.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV alone follow the last characters too closely.
  return ((hash ^ (hash >>> 16)) >>> 0) % partitionCount;
}
