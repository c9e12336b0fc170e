import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the server counts. Each part gets the one function that it needs. */
export interface Metrics {
  /** A message of a visitor, from its body to its replies. */
  turn(seconds: number): void;
  message(from: 'prospect' | 'bot' | 'consultant'): void;
  handoff(reason: string): void;
  notification(outcome: 'sent' | 'retried' | 'given-up'): void;
  /** A wish to ask the model, and what became of it. */
  model(outcome: string): void;
  /** What happens on WeChat: a call, a send, an event or a refused callback, and which. */
  wechat(what: 'call' | 'send' | 'event' | 'refused', which: string): void;
  job(type: string, outcome: 'done' | 'retried' | 'failed'): void;
  /** Prometheus text and its content type. */
  render(): Promise<{ body: string; type: string }>;
}

/** How many alarms stand, and since when the oldest does. */
export type StandingAlarms = () => Promise<{ readonly count: number; readonly since?: string }>;

/** Counts in a registry of its own, so that two servers in one process do not share their figures. */
export function metrics({ listening, alarms }: { listening: () => number; alarms?: StandingAlarms }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'yinlu_' });
  const turns = new Histogram({ name: 'yinlu_turn_seconds', help: 'From a message to its replies.', buckets, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> =>
    new Counter({ name: `yinlu_${name}_total`, help, labelNames, registers });
  const messages = counter('messages', 'Messages kept.', ['from']);
  const handoffs = counter('handoffs', 'Leads handed to people.', ['reason']);
  const notifications = counter('notifications', 'Notifications tried.', ['outcome']);
  const readings = counter('model_readings', 'What became of calls of the model: messages to read, answers to word.', [
    'outcome',
  ]);
  const wechat = counter('wechat', 'Calls, sends, events and refused callbacks of WeChat customer service.', ['what', 'which']);
  const jobs = counter('jobs', 'Jobs run.', ['type', 'outcome']);
  const standing = new Gauge({ name: 'yinlu_alarms', help: 'Waiting leads that nobody could be told about.', registers });
  const streams = new Gauge({ name: 'yinlu_listening_visitors', help: 'Open event streams.', registers });
  return {
    turn: (seconds) => turns.observe(seconds),
    message: (from) => messages.inc({ from }),
    handoff: (reason) => handoffs.inc({ reason }),
    notification: (outcome) => notifications.inc({ outcome }),
    model: (outcome) => readings.inc({ outcome }),
    wechat: (what, which) => wechat.inc({ what, which }),
    job: (type, outcome) => jobs.inc({ type, outcome }),
    async render() {
      streams.set(listening());
      // Without its store the process still tells its own figures.
      const known = await alarms?.().catch(() => null);
      if (known) standing.set(known.count);
      return { body: await registry.metrics(), type: registry.contentType };
    },
  };
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
