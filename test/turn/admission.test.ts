import { afterEach, expect, it, vi } from 'vitest';
import { Admission } from '../../bot/turns/admission.ts';

afterEach(() => vi.useRealTimers());

/** Tasks that say when they begin and end when they are told to. */
function tasks(admission: Admission, names: string): { begun: () => string; end: (name: string) => Promise<void> } {
  let begun = '';
  const running = new Map(names.split('').map((name) => [name, Promise.withResolvers<void>()]));
  const done = new Map(
    [...running].map(([name, { promise }]) => {
      const task = async (): Promise<void> => {
        begun += name;
        await promise;
      };
      return [name, admission.run(task).catch(() => undefined)];
    }),
  );
  return {
    begun: () => begun,
    async end(name) {
      if (name === name.toUpperCase()) running.get(name)?.reject(new Error('it failed'));
      else running.get(name)?.resolve();
      await done.get(name);
    },
  };
}

it('lets so many begin at once, the next in their order as others end, well or badly', async () => {
  const { begun, end } = tasks(new Admission({ atOnce: 2, countedMs: 60_000, patientMs: 60_000 }), 'aBcde');
  await expect.poll(begun).toBe('aB');
  await end('B');
  await expect.poll(begun).toBe('aBc');
  await end('c');
  await end('a');
  await expect.poll(begun).toBe('aBcde');
});

it('does not count what takes long, and does not count it off twice when it ends', async () => {
  vi.useFakeTimers();
  const { begun, end } = tasks(new Admission({ atOnce: 1, countedMs: 100, patientMs: 60_000 }), 'abc');
  await vi.advanceTimersByTimeAsync(100);
  expect(begun()).toBe('ab');
  await end('a');
  await vi.advanceTimersByTimeAsync(50);
  expect(begun()).toBe('ab');
  await end('b');
  await vi.advanceTimersByTimeAsync(0);
  expect(begun()).toBe('abc');
});

it('lets whoever came last begin in turns with the first, once the first have waited too long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { begun, end } = tasks(new Admission({ atOnce: 1, countedMs: 60_000, patientMs: 3000 }), 'abcdefg');
  await vi.advanceTimersByTimeAsync(2000);
  await end('a');
  expect(begun()).toBe('ab');
  await vi.advanceTimersByTimeAsync(2000);
  for (const name of 'bgcf') await end(name);
  expect(begun()).toBe('abgcfd');
});
