import { afterEach, beforeEach, expect, test } from 'vitest';
import { emailNotifier } from '../../adapters/notify/email.ts';
import { letterOf } from '../../adapters/notify/letter.ts';
import { personalWays } from '../../adapters/notify/personal.ts';
import type { BatchHandler } from '../../bot/jobs.ts';
import { tellPeople } from '../../bot/leads/tell-person.ts';
import type { StaffMember } from '../../bot/ports.ts';
import { serviceLevelSchema } from '../../knowledge/hours-file.ts';
import { said } from '../leads/office.ts';
import { book, readFiles } from '../knowledge/book.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { Clock, publicUrl, speech, Telling } from './telling.ts';

let clock: Clock;
let mail: MailServer;
let telling: Telling;
let people: Record<'zhang' | 'boss' | 'away' | 'gone', StaffMember>;

const [office] = book.teams;
if (!office) throw new Error('there is no team');
const teams = [{ ...office, team: 'overseas', for: ['odi'] }, office];

beforeEach(async () => {
  clock = new Clock();
  mail = await mailServer();
  telling = await Telling.begin(clock, []);
  const { staff, presence } = telling.office;
  const hire = async (name: string, role: StaffMember['role']): Promise<StaffMember> => {
    const { id } = await staff.add({ name, role, email: `${name}@example.com` });
    return { id, name, role };
  };
  people = {
    zhang: await hire('zhang', 'consultant'),
    boss: await hire('boss', 'manager'),
    away: await hire('away', 'manager'),
    gone: await hire('gone', 'manager'),
  };
  await presence.choose(people.zhang.id, 'online');
  await presence.choose(people.boss.id, 'online');
  await presence.choose(people.away.id, 'away');
});

afterEach(() => Promise.all([mail.close(), telling.close()]));

/** What a process does that tells a group by mail, and single people by the shipped service level and one rule more. */
function process(hasGroup: boolean): BatchHandler {
  const group = emailNotifier({ smtpUrl: mail.url, to: ['group@example.com'], from: 'bot@example.com', speech });
  const shipped = serviceLevelSchema.parse(readFiles()['service-level.yaml']);
  const tell = { ...shipped.tell, waiting: ['Boss@example.com'] };
  const inPerson = (reason: string): boolean => Object.hasOwn(tell, reason);
  const shared = telling.worker(hasGroup ? [group] : [], telling.office.store, { inPerson });
  const single = tellPeople({
    ...telling.office,
    knowledge: { teams, serviceLevel: { tell } },
    ways: personalWays({ language: 'zh-Hans', mail: { smtpUrl: mail.url, from: 'bot@example.com' } }, undefined, clock.ms),
    letter: (notifications) => letterOf(notifications, speech),
    publicUrl,
    claimPath: (lead) => `/console/claim/${lead}`,
    now: clock.now,
    random: () => 1,
    log: { warn: () => {} },
  });
  return async (jobs) => {
    const [grouped, personal] = [jobs.filter(({ type }) => type === 'notify'), jobs.filter(({ type }) => type === 'tell-person')];
    const results = new Map([
      ...(await shared(grouped)).map((result, index) => [grouped[index], result] as const),
      ...(await single(personal)).map((result, index) => [personal[index], result] as const),
    ]);
    return jobs.map((job) => results.get(job) ?? 'done');
  };
}

async function run(forMs = 600_000, hasGroup = true): Promise<void> {
  const handler = process(hasGroup);
  const until = clock.at + forMs;
  for (; clock.at < until; clock.at += 5000) while ((await telling.step(handler)) !== null);
}

/** A reminder falls due, as the service level makes it. */
async function remind(conversation: string, reason: string): Promise<void> {
  await telling.office.act(conversation, (session) => ({
    result: null,
    session,
    jobs: [{ id: `notify-${reason}`, type: 'notify', due: clock.at, data: { event: 'lead.reminder', reason } }],
  }));
}

const lettersTo = (...names: string[]) => mail.mails.filter(({ to }) => names.some((name) => to.includes(`${name}@example.com`)));

test('who is given a lead hears it at their own address, and what they are told of stands on the lead', async () => {
  const lead = await telling.office.waiting('c_given', { service: said('code-95') });
  await telling.office.desk.assign(lead, people.boss, people.zhang.id);
  await run(10_000);
  expect(lettersTo('zhang')).toMatchObject([{ subject: expect.stringContaining('有客户分给您了') as string }]);
  expect(lettersTo('zhang')[0]?.words).toContain(`${publicUrl}/console#${lead}`);
  expect([lettersTo('group').length, lettersTo('boss', 'away', 'gone').length]).toEqual([1, 0]);
  const { events } = (await telling.office.session(lead)).lead;
  expect(events.filter(({ event }) => event === 'told-person')).toMatchObject([{ who: people.zhang.id }]);
});

test('of the managers only who is there is disturbed; who is away gets nothing assigned and no reminder', async () => {
  const lead = await telling.office.waiting('c_late');
  await remind('c_late', 'manager');
  await run(10_000);
  expect([lettersTo('boss').length, lettersTo('away', 'gone').length]).toEqual([1, 0]);
  await telling.office.desk.claim(lead, people.zhang);
  await telling.office.act('c_late', (session) => ({
    result: null,
    session: { ...session, lead: { ...session.lead, unanswered: clock.now().toISOString() } },
  }));
  await telling.office.presence.choose(people.zhang.id, 'away');
  await remind('c_late', 'unanswered');
  await run(10_000);
  expect([lettersTo('zhang').length, lettersTo('group').length]).toEqual([0, 2]);
  const other = await telling.office.waiting('c_other');
  await expect(telling.office.desk.assign(other, people.boss, people.zhang.id)).rejects.toThrow('zhang is away');
});

test('where no group is told of leads, who is concerned is told all the same', async () => {
  const lead = await telling.office.waiting('c_alone');
  await telling.office.desk.assign(lead, people.boss, people.zhang.id);
  await run(10_000, false);
  expect(mail.mails.map(({ to }) => to)).toEqual([['zhang@example.com']]);
});

test('leads that are due together are one letter; one that was not taken comes later, once; what is over is not told', async () => {
  await Promise.all(['c_a', 'c_b', 'c_c'].map((conversation) => telling.office.waiting(conversation)));
  await telling.office.desk.claim('l_c', people.zhang);
  for (const conversation of ['c_a', 'c_b', 'c_c']) await remind(conversation, 'waiting');
  mail.refusals.push({ code: 451, text: 'later' }, { code: 451, text: 'later' }, { code: 451, text: 'later' });
  await run();
  const letters = lettersTo('boss');
  expect(letters).toHaveLength(1);
  expect(letters[0]?.subject).toContain('有 2 位客户');
  for (const lead of ['l_a', 'l_b']) expect(letters[0]?.words).toContain(lead);
  expect(letters[0]?.words).not.toContain('l_c');
});

const toldOf = (name: string, leads: readonly string[]): string[] =>
  leads.filter((lead) => lettersTo(name).some(({ words }) => words.includes(lead)));

test('a manager of a team hears of its leads, and one of no team of all', async () => {
  const { staff, presence } = telling.office;
  const { id } = await staff.add({ name: 'far', role: 'manager', email: 'far@example.com', team: 'overseas' });
  await presence.choose(id, 'online');
  await telling.office.waiting('c_abroad', { service: said('odi') });
  await telling.office.waiting('c_home', { service: said('code-95') });
  for (const conversation of ['c_abroad', 'c_home']) await remind(conversation, 'manager');
  await run(10_000);
  const leads = ['l_abroad', 'l_home'];
  expect(toldOf('far', leads)).toEqual(['l_abroad']);
  expect(toldOf('boss', leads)).toEqual(leads);
});
