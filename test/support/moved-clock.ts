// Preloaded into a server whose time the tests move: it reads what time it is to be from a file, at its start and with each SIGUSR2.
// Time goes on from there as it does, and so do timers.
import { readFileSync } from 'node:fs';

const RealDate = Date;
let offsetMs = 0;

function set(): void {
  offsetMs = RealDate.parse(readFileSync(process.env['CLOCK_FILE'] ?? '', 'utf8').trim()) - RealDate.now();
}

const now = (): number => RealDate.now() + offsetMs;

set();
process.on('SIGUSR2', set);
// Not a subclass: time zone libraries look the methods up on the prototype.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
});
