import * as z from 'zod';
import type { WecomApi } from './api.ts';
import { WecomCallError } from './call-error.ts';
import type { ServiceState, Standing } from './standing.ts';

type Address = Pick<Standing, 'account' | 'user'>;

export interface RealState {
  readonly state: ServiceState;
  readonly servicer?: string;
}

const stateSchema = z.object({
  service_state: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  servicer_userid: z.string().optional(),
});

/** Where WeCom says that the chat stands. */
export async function stateNow(api: WecomApi, { account, user }: Address): Promise<RealState> {
  const body = { open_kfid: account, external_userid: user };
  const { service_state: state, servicer_userid: servicer } = await api.call('kf/service_state/get', body, stateSchema);
  return { state, ...(servicer !== undefined && servicer !== '' && { servicer }) };
}

export type Moved =
  | { type: 'moved'; code?: string }
  /** This servicer cannot take it; another may. */
  | { type: 'nobody' }
  /** The chat stands elsewhere than was thought, and cannot go there. */
  | { type: 'elsewhere'; real: RealState };

/** Moves a chat to the pool (2), to a servicer (3) or to its end (4). */
export async function moveTo(
  api: WecomApi,
  { account, user }: Address,
  to: { state: 2 | 3 | 4; servicer?: string },
): Promise<Moved> {
  const servicer = to.servicer === undefined ? {} : { servicer_userid: to.servicer };
  const body = { open_kfid: account, external_userid: user, service_state: to.state, ...servicer };
  try {
    const { msg_code: code } = await api.call('kf/service_state/trans', body, z.object({ msg_code: z.string().optional() }));
    return { type: 'moved', ...(code !== undefined && { code }) };
  } catch (error) {
    if (!(error instanceof WecomCallError)) throw error;
    if (error.code === 95014 || error.code === 95019) return { type: 'nobody' };
    return movedAfterAll(error, await stateNow(api, { account, user }), to.state);
  }
}

/** Not allowed from where it is, or done already by a try whose answer was lost. */
function movedAfterAll(error: WecomCallError, real: RealState, wanted: ServiceState): Moved {
  if (real.state === wanted) return { type: 'moved' };
  if (error.code === 95016 || error.code === 95013) return { type: 'elsewhere', real };
  throw error;
}

const servicersSchema = z.object({
  servicer_list: z.array(z.looseObject({ userid: z.string().optional(), status: z.number().optional() })).default([]),
});

/** Who takes customers of the account, and who of them does so now. */
export async function servicersOf(api: WecomApi, account: string): Promise<{ all: string[]; serving: string[] }> {
  const { servicer_list: list } = await api.get('kf/servicer/list', { open_kfid: account }, servicersSchema);
  const people = list.flatMap(({ userid, status }) => (userid === undefined ? [] : [{ userid, status }]));
  return {
    all: people.map(({ userid }) => userid),
    serving: people.filter(({ status }) => status === 0).map(({ userid }) => userid),
  };
}
