import { answer, body, problems } from './openapi-parts.ts';
import { peoplePaths } from './openapi-people.ts';

const security = [{ staff: [] }, { console: [] }];
const leadId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const claimToken = { ...leadId, name: 'token' };
const query = (name: string, description: string): object => ({ name, in: 'query', schema: { type: 'string' }, description });

const deed = (summary: string, more: object = {}): object => ({
  post: {
    summary,
    security,
    parameters: [leadId],
    ...more,
    responses: { 200: answer('The lead', 'Lead'), ...problems(400, 401, 403, 404, 409) },
  },
});

const read = (summary: string, content: object, parameters: readonly object[] = []): object => ({
  get: { summary, security, parameters, responses: { 200: content, ...problems(400, 401, 404) } },
});

const json = (description: string): object => ({ description, content: { 'application/json': {} } });

/** The staff API. */
export const staffPaths = {
  '/api/leads': read('Leads, the latest change first.', answer('A page of leads', 'Leads'), [
    query('status', 'open, waiting, claimed, won or lost'),
    query('q', 'Words to look for'),
    query('owner', 'Whose: the id of a person, or `me`'),
    query('after', '`next` of the page before'),
    query('limit', 'At most 200'),
  ]),
  '/api/leads/{id}': read('One lead. LeadReading contact data is written to the audit trail.', answer('The lead', 'Lead'), [
    leadId,
  ]),
  '/api/leads/{id}/transcript': read('All that was said. Written to the audit trail.', answer('The messages', 'Batch'), [leadId]),
  '/api/leads/{id}/promises': read(
    'Each price, date and condition that the prospect was told, with its message, beside what holds now.',
    answer('What was told', 'Promises'),
    [leadId],
  ),
  '/api/promises': read(
    'Leads with what they were told, the latest change first. A page can be empty and have a `next`.',
    answer('A page of leads', 'PromisedLeads'),
    [
      query('changed', '`true`: only what holds no longer, and only leads that were told such a thing'),
      query('after', '`next` of the page before'),
      query('limit', 'How many leads are looked through; at most 100'),
    ],
  ),
  '/api/leads/{id}/claim': deed('Takes the lead: one winner, 409 with the owner for everybody else.'),
  '/api/leads/{id}/release': deed('Puts the lead back to wait for somebody.'),
  '/api/leads/{id}/return-to-bot': deed('Lets the bot go on.'),
  '/api/leads/{id}/close': deed('Ends the lead.', { requestBody: body('Outcome') }),
  '/api/leads/{id}/facts': deed(
    'Puts a fact right: the prospect is told, and what follows from it. 422 for what is no such value.',
    {
      requestBody: body('Fact'),
    },
  ),
  '/api/leads/{id}/quote': deed(
    'Sends the prospect a quote for what is known of them, with the discount that is approved for it.',
  ),
  '/api/leads/{id}/discount': deed('Asks a manager for a discount of the price book; another request takes its place.', {
    requestBody: body('Discount'),
  }),
  '/api/leads/{id}/discount/decision': deed(
    'Approves or, with a reason, declines it; managers only. 409 when none is asked for, or another than at the time `asked`.',
    {
      requestBody: body('DiscountDecision'),
    },
  ),
  '/api/discounts': read(
    'The discounts of the price book, and for managers those that wait for a decision, the oldest first.',
    json('The discounts'),
  ),
  '/api/alarms': read(
    'Waiting leads that nobody could be told about, the oldest first. An alarm goes when somebody has the lead or is told of it.',
    answer('The alarms', 'Alarms'),
  ),
  '/api/alarms/{lead}': {
    delete: {
      summary: 'Dismisses an alarm. Written to the audit trail.',
      security,
      parameters: [{ ...leadId, name: 'lead' }],
      responses: { 204: { description: 'It is gone' }, ...problems(401, 403, 404) },
    },
  },
  '/api/claims/{token}': {
    get: {
      summary: 'What the link of a notification is about. Claims nothing.',
      security,
      parameters: [claimToken],
      responses: { 200: answer('The lead at a glance', 'Claim'), ...problems(401, 404) },
    },
    post: {
      summary: 'Claims the lead: one winner, 409 with the owner for everybody else, 410 when the link has run out.',
      security,
      parameters: [claimToken],
      responses: { 200: answer('The lead at a glance', 'Claim'), ...problems(401, 403, 404, 409, 410) },
    },
  },
  '/api/leads/{id}/assign': deed('Gives the lead to a colleague who is online; managers only. 409 with the reason otherwise.', {
    requestBody: body('Assign'),
  }),
  '/api/leads/{id}/merge': deed(
    'Closes the lead as a duplicate of `into`, which goes on: for whoever has one of them, and managers. 409 with the reason otherwise.',
    { requestBody: body('Merge') },
  ),
  '/api/leads/{id}/notes': deed('Writes down what only colleagues see.', { requestBody: body('Note') }),
  '/api/leads/{id}/stage': deed('Says how far the cooperation has come; who asks hears it.', { requestBody: body('Stage') }),
  '/api/leads/{id}/dates': deed('Sets, or with null removes, a day that the consultant of a won lead is reminded of.', {
    requestBody: body('LeadDate'),
  }),
  '/api/leads/{id}/audit': read('Who read contact data and who changed what; managers only.', json('The entries'), [leadId]),
  '/api/steps': read('The steps of the cooperation, in their order.', json('The steps')),
  '/api/staff': {
    ...read('The people of the console, and who is there.', json('The people')),
    post: {
      summary: 'Adds a person: a manager consultants, the owner anybody. Login link and API token are shown this once.',
      security,
      requestBody: body('NewPerson'),
      responses: { 201: json('The person'), ...problems(400, 401, 403, 422) },
    },
  },
  '/api/staff/me/presence': {
    put: {
      summary: 'Says whether one is there: online, away or off. Without an open console one is off.',
      security,
      requestBody: body('Presence'),
      responses: { 200: json('As chosen'), ...problems(400, 401, 403) },
    },
  },
  '/api/staff/me/sessions': read('Where one is signed in; DELETE ends all but this one, or one by its id.', json('The sessions')),
  ...peoplePaths,
  '/api/reply-templates': read('What consultants write often.', json('The templates, and the name of the firm')),
  '/api/leads/{id}/reply': {
    post: {
      summary: 'Speaks to the prospect. The same id again has no second effect.',
      security,
      parameters: [leadId],
      requestBody: body('Reply'),
      responses: { 200: answer('The message', 'Batch'), ...problems(400, 401, 403, 404, 409, 413) },
    },
  },
  '/api/leads/{id}/typing': {
    post: {
      summary: 'Shows the prospect that somebody types.',
      security,
      parameters: [leadId],
      responses: { 204: { description: 'Shown' }, ...problems(401, 403, 404) },
    },
  },
  '/api/leads.csv': read('All leads as a table. LeadReading contact data is written to the audit trail.', {
    description: 'The table',
    content: { 'text/csv': {} },
  }),
  '/api/stats': read(
    'Counts of the leads that began in a span of time: the funnel, who leaves at which question, median times in seconds to claim and to the first human answer, by channel, campaign and consultant, reasons, and days.',
    answer('The counts', 'Stats'),
    [query('from', 'Day in China or time, inclusive'), query('to', 'Day in China or time, exclusive')],
  ),
  '/api/stats.csv': read('The same as a table.', { description: 'The table', content: { 'text/csv': {} } }, [
    query('from', 'Day in China or time, inclusive'),
    query('to', 'Day in China or time, exclusive'),
  ]),
  '/api/questions': read(
    'Questions that the bot had no answer to, most asked first, those alike taken together. One that is answered in `knowledge/answers` later is no longer listed.',
    answer('The questions', 'Questions'),
    [query('limit', 'At most 200')],
  ),
  '/api/staff/me': read('Who the token belongs to.', json('The person')),
  '/api/events': read('Server-sent events `lead` {lead, type}: something happened to a lead; what it was is to be read.', {
    description: 'The stream',
    content: { 'text/event-stream': {} },
  }),
};
