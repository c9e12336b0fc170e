import { constructFromEvents, EVENT_ID, type Event, parseEvents, SCALAR_STYLE } from 'js-yaml';

/**
 * The value of a YAML file in which nothing needs a second look; null for any other: it is broken, or holds a plain value that YAML may
 * read otherwise than a person meant it. It takes a sixth of the time of the reader that knows where everything stands, and a
 * start reads half a megabyte.
 */
export function quickValue(text: string, { texts }: { texts: boolean }): { readonly value: unknown } | null {
  try {
    const events = parseEvents(text, {});
    if (!texts && events.some((event) => isDoubtful(event, text))) return null;
    const documents = constructFromEvents(events, { source: text });
    return documents.length === 1 ? { value: documents[0] } : null;
  } catch {
    return null;
  }
}

function isDoubtful(event: Event, text: string): boolean {
  if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return false;
  const written = text.slice(event.valueStart, event.valueEnd);
  return isYesOrNo(written) || (isNumber(written) && !isUsualNumber(written));
}

/** To a person; YAML takes it for a word. */
export function isYesOrNo(written: string): boolean {
  return /^(?:yes|no|on|off|y|n)$/i.test(written);
}

/** Written as anybody would read it. */
export function isUsualNumber(written: string): boolean {
  return /^[-+]?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(written);
}

/** As JavaScript reads numbers, which takes in all that YAML takes for one. */
function isNumber(written: string): boolean {
  return /^[-+.\d]/.test(written) && !Number.isNaN(Number(written.replace(/^[-+](?=[\d.])/, '')));
}
