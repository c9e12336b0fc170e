/** A turn asks the same of the same text several times: what was found for the last few keys is kept. */
export function remembered<Key extends string, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const keys: (Key | undefined)[] = Array.from({ length: kept });
  const values: (Value | undefined)[] = Array.from({ length: kept });
  let next = 0;
  return (key) => {
    const at = keys.indexOf(key);
    if (at >= 0) return values[at] as Value;
    const value = find(key);
    keys[next] = key;
    values[next] = value;
    next = (next + 1) % kept;
    return value;
  };
}

/** This message and the one before it, each as a question and as a topic. */
const kept = 4;
