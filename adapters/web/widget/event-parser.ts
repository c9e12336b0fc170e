export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

type Fields = Partial<Record<'event' | 'data' | 'retry', string>>;

/** Takes a `text/event-stream` in pieces cut anywhere. Our server writes each field on one line, and ends lines with \n. */
export function eventParser(onEvent: (event: ServerEvent) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const {
        event = 'message',
        data,
        retry,
      } = Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/))) as Fields;
      if (data) onEvent({ event, data });
      if (retry) onEvent({ event: 'retry', data: retry });
    }
  };
}
