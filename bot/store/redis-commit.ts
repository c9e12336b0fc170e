import { hash } from 'node:crypto';
import { memberOf, packJob } from './redis-jobs.ts';
import { packLead } from './redis-leads.ts';
import { packQuestion } from './redis-questions.ts';
import { packAudit, packMessage } from './redis-transcript.ts';
import { shortDocument } from './short-document.ts';
import { GapError, questionsKept, type Commit, type Job } from './store.ts';

/**
 * A commit as the arguments of its script. Everything that could be wrong with it is found here: a script that fails half-way is not
 * undone.
 */
export function packCommit(
  base: string,
  conversation: string,
  commit: Commit,
): { keys: string[]; parameters: string[]; session: string } {
  const session = shortDocument(commit.session);
  const { expected, messages = [], handled = [], jobs = [], lead, audit = [], questions = [] } = commit;
  const last = (messages[0]?.seq ?? 1) - 1;
  if (messages.some(({ seq }, index) => seq !== last + index + 1)) throw new GapError(conversation, last);
  const parameters = [
    base,
    conversation,
    String(expected),
    session,
    String(last),
    ...list(messages, (message) => [packMessage(message)]),
    ...list(handled, ({ id, span }) => [handledField(id), `${span.from}-${span.to}`]),
    ...list(jobs, (job) => jobArguments({ ...job, conversation }, expected + 1)),
    ...list(lead ? [lead] : [], (each) => packLead({ ...each, conversation })),
    ...list(audit, (entry) => [entry.subject, packAudit(entry)]),
    ...list(questions, (question) => [packQuestion(question)]),
    String(questionsKept),
  ];
  return { keys: keysOf(conversation, commit).map((key) => base + key), parameters, session };
}

/** The keys that a commit touches. */
function keysOf(conversation: string, { messages = [], jobs = [], lead, audit = [], questions = [] }: Commit): string[] {
  const keys = [`c:${conversation}`];
  if (messages.length > 0) keys.push(`t:${conversation}`);
  if (jobs.length > 0) keys.push('j', 'J');
  if (lead) keys.push('L', 'l');
  if (questions.length > 0) keys.push('q');
  return [...keys, ...audit.map(({ subject }) => `a:${subject}`)];
}

function list<T>(items: readonly T[], packed: (item: T) => readonly string[]): string[] {
  return [String(items.length), ...items.flatMap(packed)];
}

function jobArguments(job: Job, revision: number): string[] {
  return [memberOf(job), String(job.due), `${revision}${packJob(job)}`];
}

/** The field of a message id. The longer ids of channels are shortened to 72 bits of a hash: still no two alike in a conversation. */
export function handledField(id: string): string {
  return id.length <= 12 ? `:${id}` : `;${hash('sha256', id, 'base64url').slice(0, 12)}`;
}
