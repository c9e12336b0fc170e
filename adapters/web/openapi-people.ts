import { loginMinutes } from '../../bot/leads/staff.ts';
import { body, problems } from './openapi-parts.ts';

const security = [{ staff: [] }, { console: [] }];
const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
const json = (description: string): object => ({ description, content: { 'application/json': {} } });

const deed = (summary: string, success: object = { 204: { description: 'Done' } }, more: object = {}): object => ({
  summary,
  security,
  parameters,
  ...more,
  responses: { ...success, ...problems(400, 401, 403, 404, 422) },
});

/** The part of the staff API that is about its people: the owner may do this to everybody else, a manager to consultants. */
export const peoplePaths = {
  '/api/staff/all': {
    get: {
      summary: 'Everybody, the disabled too, with team and addresses, and the teams there are; managers only.',
      security,
      responses: { 200: json('The people'), ...problems(401, 403) },
    },
  },
  '/api/staff/{id}': {
    patch: deed('Changes name, team or addresses; null takes a value away. Roles are given by the owner.', undefined, {
      requestBody: body('PersonChange'),
    }),
  },
  '/api/staff/{id}/disable': { post: deed('Ends the access of a person and all their sessions.') },
  '/api/staff/{id}/enable': { post: deed('Lets a person in again: by a new login link, or with their API token.') },
  '/api/staff/{id}/login-link': {
    post: deed(`A link that lets the person in once, within ${loginMinutes} minutes.`, { 200: json('The link') }),
  },
  '/api/staff/{id}/login-link/send': {
    post: deed('Sends such a link to the address of the person. 422 without one, 502 when it is not taken there.', {
      200: json('By which way it went'),
    }),
  },
  '/api/staff/{id}/sessions': {
    get: deed('Where the person is signed in.', { 200: json('The sessions') }),
    delete: deed('Signs the person out everywhere.'),
  },
  '/api/staff/{id}/audit': { get: deed('What was done about the person, and by whom.', { 200: json('The entries') }) },
};
