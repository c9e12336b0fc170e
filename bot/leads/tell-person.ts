// Besides the group, single people hear of what concerns them: who was given a lead, whose prospect waits, who manages. The service level
// names them; who is away or off is left alone. Leads that are due together are one letter to each person.
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { BatchHandler, JobResult } from '../jobs.ts';
import type { Act } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { Job, Store } from '../store/store.ts';
import { storedSession } from '../session/stored-session.ts';
import { keeperOf } from './care-changes.ts';
import { leadOf } from './lead-id.ts';
import { type NotificationDeps, notificationOf } from './notification.ts';
import { type Notification, NotTakenError } from './notifier.ts';
import { type NotifyData, notifyDataSchema } from './notify-job.ts';
import { pauseMs } from './notify-turns.ts';
import { type Letter, type PersonalWay, tellPerson, waysTo } from './personal-way.ts';
import type { PresenceBook } from './presence.ts';
import { isSame, type Staff, type StaffEntry } from './staff.ts';
import { sessionWithEvent } from './lead-events.ts';
import { teamOf } from './team-of.ts';

export interface TellPersonDeps extends NotificationDeps {
  readonly act: Act;
  readonly store: Pick<Store, 'load'>;
  readonly staff: Pick<Staff, 'list'>;
  readonly presence: Pick<PresenceBook, 'all'>;
  readonly ways: readonly PersonalWay[];
  readonly knowledge: { readonly teams: Knowledge['teams']; readonly serviceLevel: Pick<Knowledge['serviceLevel'], 'tell'> };
  readonly letter: (notifications: readonly Notification[]) => Letter;
  readonly random: () => number;
  readonly log: { warn(details: object, message: string): void };
}

/** Does jobs of the type `personalJob`: each person gets one letter about all leads that are due together. */
export function tellPeople(deps: TellPersonDeps): BatchHandler {
  return async (jobs) => {
    const people = await there(deps);
    const tasks = (await Promise.all(jobs.map((job) => tasksOf(deps, job, people)))).flat();
    const failed = new Map<Job, NotTakenError>();
    const byPerson = Map.groupBy(tasks, ({ person }) => person.id);
    for (const group of byPerson.values()) {
      const error = await tellOne(deps, group);
      if (error) for (const { job } of group) failed.set(job, error);
    }
    return jobs.map((job) => resultOf(deps, job, failed.get(job)));
  };
}

/** One person is to be told of one lead. */
interface Task {
  readonly job: Job;
  readonly person: StaffEntry;
  readonly notification: Notification;
}

async function tasksOf(deps: TellPersonDeps, job: Job, people: readonly StaffEntry[]): Promise<readonly Task[]> {
  const data = notifyDataSchema.parse(job.data);
  const loaded = await deps.store.load(
    job.conversation,
    people.map(({ id }) => toldId(job, id)),
  );
  const session = storedSession(loaded.session);
  // Erased meanwhile, or what it was about is done.
  if (!session || isOver(session, data)) return [];
  const notification = notificationOf(deps, job, session);
  return people
    .filter((person, index) => !loaded.handled[index] && isNamed(deps, person, { session, reason: data.reason }))
    .map((person) => ({ job, person, notification }));
}

/** Those who are at work now and have an address. */
async function there({ staff, presence, ways }: TellPersonDeps): Promise<readonly StaffEntry[]> {
  const [people, presences] = await Promise.all([staff.list(), presence.all()]);
  return people.filter(
    (person) => person.disabled === undefined && presences.get(person.id) === 'online' && waysTo(person, ways).length > 0,
  );
}

function isNamed(
  { knowledge: { teams, serviceLevel } }: TellPersonDeps,
  { id, role, team, email }: StaffEntry,
  { session, reason }: { session: Session; reason: string },
): boolean {
  const { tell } = serviceLevel;
  // Who is of no team is of all of them.
  const isOfTeam = team === undefined || team === teamOf(session, teams).team;
  const named = Object.hasOwn(tell, reason) ? (tell[reason as keyof typeof tell] ?? []) : [];
  return named.some((who) => {
    if (who === 'consultant') return keeperOf(session) === id;
    return who === 'manager' || who === 'owner' ? role === who && isOfTeam : isSame(email, who);
  });
}

/** What is reminded of has been done meanwhile. */
function isOver({ owner, lead: { status, unanswered, discount } }: Session, { reason }: NotifyData): boolean {
  if (reason === 'waiting' || reason === 'manager') return status !== 'waiting';
  if (reason === 'discount') return discount?.status !== 'asked';
  if (reason === 'unanswered') return unanswered === undefined;
  return reason === 'assigned' && typeof owner !== 'object';
}

/** Null when the letter was taken. */
async function tellOne({ ways, letter, act, now }: TellPersonDeps, group: readonly Task[]): Promise<NotTakenError | null> {
  const person = group[0]?.person;
  if (!person) return null;
  try {
    await tellPerson(person, ways, letter(group.map(({ notification }) => notification)));
  } catch (error) {
    if (error instanceof NotTakenError) return error;
    throw error;
  }
  for (const { job } of group) {
    const told = { at: now().toISOString(), event: 'told-person', who: person.id };
    await act(
      job.conversation,
      (session, handled) => (handled ? { result: null } : { result: null, session: sessionWithEvent(session, told) }),
      toldId(job, person.id),
    );
  }
  return null;
}

/** The group was told as well: after some minutes a letter is late, and is given up. */
function resultOf({ now, random, log }: TellPersonDeps, job: Job, error: NotTakenError | undefined): JobResult {
  if (!error) return 'done';
  const lead = leadOf(job.conversation);
  if (!error.retryable || job.attempts >= mostTries) {
    log.warn({ lead, job: job.id, error }, 'somebody could not be told in person; this is no longer tried');
    return 'done';
  }
  log.warn({ lead, job: job.id, error }, 'somebody could not be told in person; it is tried again');
  return { retryAt: now().getTime() + pauseMs(job.attempts, random()) };
}

function toldId({ id }: Job, person: string): string {
  return `told:${id}:${person}`;
}

const mostTries = 4;
