import { describe, expect, it } from 'vitest';
import type { Message } from '../../bot/message.ts';
import { faultsOf, untold } from './faults.ts';
import { lines, type Talk } from './prospect.ts';

// The crash runs are only worth what their judge notices.

const at = '2027-01-04T01:00:00.000Z';
const message = (seq: number, from: Message['from'], text: string): Message => ({ seq, at, from, text });
const greeting = [message(1, 'bot', 'hello')];
const transcript = [
  ...greeting,
  message(2, 'prospect', 'one'),
  message(3, 'bot', 'to one'),
  message(4, 'prospect', 'two'),
  message(5, 'bot', 'to two'),
];
const talk: Talk = {
  conversation: 'c_1',
  token: '',
  greeting,
  acknowledged: [
    { id: 'm0', text: 'one', replies: [transcript[2] as Message] },
    { id: 'm1', text: 'two', replies: [transcript[4] as Message] },
  ],
};

function renumbered(messages: readonly Message[]): readonly Message[] {
  return messages.map((each, index) => ({ ...each, seq: index + 1 }));
}

describe('the judge of the crash runs', () => {
  it('finds nothing in a transcript that is as it was acknowledged', () => {
    expect(faultsOf(talk, transcript)).toEqual([]);
  });

  it('lets the bot speak of its own accord after the last message only', () => {
    expect(faultsOf(talk, [...transcript, message(6, 'bot', 'still there?')])).toEqual([]);
  });

  it.each([
    ['a message that was lost', transcript.slice(0, 3)],
    ['a message that is there twice', [...transcript, message(6, 'prospect', 'two'), message(7, 'bot', 'to two')]],
    ['a reply that was lost', renumbered(transcript.filter(({ seq }) => seq !== 3))],
    ['a reply that came twice', renumbered([...transcript.slice(0, 3), message(4, 'bot', 'to one'), ...transcript.slice(3)])],
    ['a gap', transcript.map((each) => ({ ...each, seq: each.seq > 3 ? each.seq + 1 : each.seq }))],
    ['messages in another order', renumbered([0, 3, 4, 1, 2].map((index) => transcript[index] as Message))],
    ['a greeting that came twice', renumbered([...greeting, ...transcript])],
  ])('finds %s', (_, damaged) => {
    expect(faultsOf(talk, damaged)).not.toEqual([]);
  });

  it('finds a reply that was acknowledged twice over, even when the transcript agrees', () => {
    const doubled = [...transcript, message(6, 'bot', 'to two')];
    const [first, second] = talk.acknowledged;
    const acknowledged = [first, { ...second, replies: doubled.slice(4) }] as Talk['acknowledged'];
    expect(faultsOf({ ...talk, acknowledged }, doubled)).not.toEqual([]);
  });

  it('finds a handoff that nobody was told of, or was told of under two ids, and not one that was repeated', () => {
    const handed = { ...talk, acknowledged: lines.map((text, index) => ({ id: `m${index}`, text, replies: [] })) };
    const body = '{"type":"lead.waiting","data":{"lead":"l_1"}}';
    expect(untold([handed], [])).toHaveLength(1);
    expect(untold([handed], [{ id: 'a', body }])).toEqual([]);
    expect(
      untold(
        [handed],
        [
          { id: 'a', body },
          { id: 'a', body },
        ],
      ),
    ).toEqual([]);
    expect(
      untold(
        [handed],
        [
          { id: 'a', body },
          { id: 'b', body },
        ],
      ),
    ).toHaveLength(1);
  });
});
