/** What is made of an object when it is first asked for, and kept for as long as the object lives. */
export function onceFor<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key);
    if (known) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

interface Keeping<Request> {
  /** The same for requests that come to the same. */
  readonly keyOf: (request: Request) => string;
  /** With so many kept, all are forgotten: what is asked for again is soon there again. */
  readonly most: number;
}

/** The same for what is worked out of a book for a request: one turn asks half a dozen times for the same. */
export function keptFor<Book extends object, Request, Value>(
  make: (book: Book, request: Request) => Value,
  { keyOf, most }: Keeping<Request>,
): (book: Book, request: Request) => Value {
  const keptOf = onceFor<Book, Map<string, { readonly value: Value }>>(() => new Map());
  return (book, request) => {
    const kept = keptOf(book);
    const key = keyOf(request);
    const known = kept.get(key);
    if (known) return known.value;
    const value = make(book, request);
    if (kept.size >= most) kept.clear();
    kept.set(key, { value });
    return value;
  };
}
