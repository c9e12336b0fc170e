// The calls of WeChat customer service, as strict as the official pages.
import { type Account, type Chat, type Received, Refusal, type ServiceState, type WecomWorld, windowMs } from './wecom-world.ts';

export type Body = Readonly<Record<string, unknown>>;
type Call = (world: WecomWorld, body: Body) => Record<string, unknown>;

const maxSends = 5;
/** Not said officially: what a message id that was used before is refused with. */
export const duplicateId = 40058;

export const calls: Readonly<Record<string, Call>> = {
  'kf/account/list': (world, { offset = 0, limit = 100 }) => ({
    account_list: [...world.accounts.values()]
      .slice(Number(offset), Number(offset) + Number(limit))
      .map(({ id, name, managed }) => ({
        open_kfid: id,
        name,
        avatar: '',
        manage_privilege: managed,
      })),
  }),
  'kf/servicer/list': (world, { open_kfid }) => ({
    servicer_list: [...world.account(open_kfid).servicers].map(([userid, serving]) => ({ userid, status: serving ? 0 : 1 })),
  }),
  'kf/send_msg': sendMsg,
  'kf/send_msg_on_event': sendOnEvent,
  'kf/service_state/get': (world, { open_kfid, external_userid }) => {
    const { state, servicer } = world.chat(world.account(open_kfid).id, userOf(external_userid));
    return { service_state: state, ...(servicer !== undefined && { servicer_userid: servicer }) };
  },
  'kf/service_state/trans': transfer,
  'kf/add_contact_way': (world, { open_kfid, scene = '' }) => {
    if (!/^[0-9a-zA-Z_-]{0,32}$/.test(String(scene))) throw new Refusal(40058, 'invalid scene');
    const { id } = world.account(open_kfid);
    return { url: `https://work.weixin.qq.com/kfid/${id}${scene === '' ? '' : `?enc_scene=ENC${String(scene)}`}` };
  },
  'kf/customer/batchget': (world, { external_userid_list, need_enter_session_context }) => {
    if (!Array.isArray(external_userid_list) || external_userid_list.length > 100) throw new Refusal(40058, 'invalid list');
    const found = external_userid_list.map((user) => customerOf(world, String(user), need_enter_session_context === 1));
    return { customer_list: found, invalid_external_userid: [] };
  },
  'message/send': tellMember,
  getcallbackip: () => ({ ip_list: ['127.0.0.1'] }),
};

function customerOf(world: WecomWorld, user: string, withContext: boolean): Record<string, unknown> {
  const context = world.chats.find((chat) => chat.user === user && chat.context)?.context;
  const unionid = world.unionids.get(user);
  return {
    external_userid: user,
    nickname: '访客',
    avatar: '',
    gender: 0,
    ...(unionid !== undefined && { unionid }),
    ...(withContext && context && { enter_session_context: context }),
  };
}

/** A message of an app to members of the firm; `@all` is everybody. */
function tellMember(world: WecomWorld, body: Body): Record<string, unknown> {
  if (body['agentid'] !== world.agentId) throw new Refusal(40056, 'invalid agentid');
  const text = within((body['text'] as Body | undefined)?.['content'], 2048, 'content');
  const asked = String(body['touser']).split('|');
  const members = [...world.members.keys()];
  const told = asked.includes('@all')
    ? members
    : members.filter((each) => asked.some((one) => one.toLowerCase() === each.toLowerCase()));
  if (told.length === 0) throw new Refusal(81013, 'user & party & tag all invalid');
  for (const member of told) world.members.get(member)?.push(text);
  return { msgid: world.newId() };
}

function sendMsg(world: WecomWorld, body: Body): Record<string, unknown> {
  const account = world.account(body['open_kfid']);
  const chat = world.chat(account.id, userOf(body['touser']));
  const msgid = givenId(body, account);
  const message = contentOf(body, ['text', 'msgmenu', 'link', 'image']);
  admit(world, chat);
  chat.state = 1;
  chat.sent += 1;
  return received(world, { account, chat, message, msgid, by: 'send' });
}

/** Window, state, quota and the size of an unverified company's clientele. */
function admit(world: WecomWorld, chat: Chat): void {
  const isOpen = chat.inbound !== undefined && world.now() - chat.inbound <= windowMs;
  if (!isOpen) throw new Refusal(95002, 'over 48 hours');
  if (chat.state === 4) throw new Refusal(95013, 'conversation is ended');
  if (chat.state === 2 || chat.state === 3) throw new Refusal(95018, 'send msg session status invalid');
  if (chat.sent >= maxSends) throw new Refusal(95001, 'over five messages');
  if (!world.verified && world.chats.indexOf(chat) >= 100) throw new Refusal(95003, 'corp not verified');
}

function sendOnEvent(world: WecomWorld, body: Body): Record<string, unknown> {
  const accounts = [...world.accounts.values()];
  const account = accounts.find(({ codes }) => codes.has(String(body['code'])));
  const code = account?.codes.get(String(body['code']));
  if (!account || !code || code.until < world.now()) throw new Refusal(95020, 'invalid code');
  const msgid = givenId(body, account);
  const isMenuAllowed = code.occasion === 'welcome' || code.occasion === 'ended';
  const message = contentOf(body, isMenuAllowed ? ['text', 'msgmenu'] : ['text']);
  const chat = world.chat(account.id, code.user);
  const stateOf = { welcome: chat.state, pool: 2, taken: 3, ended: 4 } as const;
  if (stateOf[code.occasion] !== chat.state) throw new Refusal(95020, 'the session is no longer in the state of the code');
  account.codes.delete(String(body['code']));
  if (code.occasion === 'welcome') chat.welcomed = world.now();
  return received(world, { account, chat, message, msgid, by: 'event' });
}

interface Passed {
  readonly account: Account;
  readonly chat: Chat;
  readonly message: Pick<Received, 'msgtype' | 'text' | 'choices'>;
  readonly msgid: string | undefined;
  readonly by: Received['by'];
}

function received(world: WecomWorld, { account, chat, message, msgid, by }: Passed): Record<string, unknown> {
  const id = msgid ?? world.newId().slice(0, 32);
  account.sentIds.add(id);
  chat.active = world.now();
  chat.received.push({ at: world.now(), msgid: id, by, ...message });
  return { msgid: id };
}

function transfer(world: WecomWorld, body: Body): Record<string, unknown> {
  const account = world.account(body['open_kfid']);
  const chat = world.chat(account.id, userOf(body['external_userid']));
  const target = Number(body['service_state']) as ServiceState;
  const allowed: Readonly<Record<ServiceState, readonly ServiceState[]>> = { 0: [2, 3], 1: [2, 3], 2: [3], 3: [3, 4], 4: [] };
  if (!allowed[chat.state].includes(target)) throw new Refusal(95016, `invalid state transition ${chat.state} to ${target}`);
  if (target === 3) {
    const servicer = userOf(body['servicer_userid']);
    const serving = account.servicers.get(servicer);
    if (serving === undefined) throw new Refusal(95014, 'invalid servicer');
    if (!serving) throw new Refusal(95019, 'servicer is not serving');
    chat.servicer = servicer;
  } else chat.servicer = undefined;
  const wasHumans = chat.state === 3;
  chat.state = target;
  chat.active = world.now();
  if (target === 3 && wasHumans) return {};
  const occasion = target === 2 ? 'pool' : target === 3 ? 'taken' : 'ended';
  return { msg_code: world.newCode(account, chat.user, occasion) };
}

function givenId(body: Body, account: Account): string | undefined {
  if (!('msgid' in body)) return undefined;
  const msgid = String(body['msgid']);
  if (!/^[0-9a-zA-Z_-]{1,32}$/.test(msgid)) throw new Refusal(40058, 'msgid exceed max length or has a wrong character');
  if (account.sentIds.has(msgid)) throw new Refusal(duplicateId, 'msgid is repeated');
  return msgid;
}

function userOf(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Refusal(40058, 'missing external_userid');
  return value;
}

function contentOf(body: Body, types: readonly string[]): Pick<Received, 'msgtype' | 'text' | 'choices'> {
  const msgtype = String(body['msgtype']);
  if (!types.includes(msgtype)) throw new Refusal(95009, `msgtype ${msgtype} is not supported here`);
  const content = body[msgtype] as Body | undefined;
  if (typeof content !== 'object') throw new Refusal(40058, `missing ${msgtype}`);
  if (msgtype === 'text') return { msgtype, text: within(content['content'], 2048, 'text'), choices: [] };
  if (msgtype === 'msgmenu') return menuOf(content);
  return { msgtype, text: JSON.stringify(content), choices: [] };
}

function menuOf(menu: Body): Pick<Received, 'msgtype' | 'text' | 'choices'> {
  const list = (menu['list'] ?? []) as readonly { type: string; click?: { id: string; content: string }; view?: Body }[];
  if (list.length > 10) throw new Refusal(95008, 'msgmenu list is too long');
  const choices = list.map(({ type, click, view }) => {
    if (type === 'click' && click) return { id: within(click.id, 64, 'click id'), label: within(click.content, 128, 'click') };
    if (type === 'view' && view) return { id: within(view['url'], 2048, 'url'), label: within(view['content'], 1024, 'view') };
    throw new Refusal(95009, `menu item ${type} is invalid`);
  });
  const head = menu['head_content'] === undefined ? '' : within(menu['head_content'], 1024, 'head_content');
  const tail = menu['tail_content'] === undefined ? '' : within(menu['tail_content'], 1024, 'tail_content');
  return { msgtype: 'msgmenu', text: [head, tail].filter(Boolean).join('\n'), choices };
}

function within(value: unknown, bytes: number, what: string): string {
  if (typeof value !== 'string' || value === '') throw new Refusal(40058, `missing ${what}`);
  if (Buffer.byteLength(value) > bytes) throw new Refusal(40058, `${what} exceed max length ${bytes}`);
  return value;
}
