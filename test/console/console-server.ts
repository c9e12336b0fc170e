import { buildConsole, type ConsoleFiles } from '../../adapters/console/build.ts';
import { consoleRoutes } from '../../adapters/console/console.ts';
import { openPost } from '../../bot/commands/login-side.ts';
import { type Alarms, leadAlarms } from '../../bot/leads/alarms.ts';
import { type Claims, leadClaims } from '../../bot/leads/claims.ts';
import { openQuestions } from '../../bot/leads/open-questions.ts';
import { book } from '../knowledge/book.ts';
import { oidc, type OidcConfig } from '../../bot/leads/oidc.ts';
import { personnel } from '../../bot/leads/personnel.ts';
import { leadPromises } from '../../bot/leads/promises.ts';
import { loadReplyTemplates } from '../../bot/leads/reply-templates.ts';
import { leadLedger } from '../../bot/leads/ledger.ts';
import { leadFigures } from '../../bot/leads/figures.ts';
import { staffSessions } from '../../bot/leads/sessions.ts';
import type { StaffMember } from '../../bot/ports.ts';
import { type Office, office } from '../leads/office.ts';
import { type Running, running, secret } from '../web/running.ts';

export interface ConsoleServer {
  readonly office: Office;
  readonly server: Running;
  readonly claims: Claims;
  readonly alarms: Alarms;
  hire(name: string, role?: StaffMember['role']): Promise<{ id: string; token: string; headers: { authorization: string } }>;
  close(): Promise<void>;
}

export interface ConsoleSettings {
  readonly smtpUrl?: string;
  /** The firm's own accounts. */
  readonly provider?: OidcConfig & { readonly port: number };
}

const now = (): Date => new Date();
const teams = ['consultants', 'overseas'];
let files: Promise<ConsoleFiles> | undefined;

/** The console's routes on a real server and a real store. */
export async function consoleServer({ smtpUrl, provider }: ConsoleSettings = {}): Promise<ConsoleServer> {
  const one = await office();
  const claims = leadClaims({ ...one, secret, now });
  const alarms = leadAlarms({ ...one, now });
  const sessions = staffSessions({ store: one.store, now });
  const mail = smtpUrl === undefined ? {} : { mail: { smtpUrl, from: 'bot@example.com' } };
  const { post } = openPost({
    ...one,
    log: { warn: () => {} },
    config: {
      notify: { language: 'zh-Hans', ...mail },
      host: '127.0.0.1',
      get port() {
        return server.port;
      },
    },
  });
  const routes = consoleRoutes({
    post,
    ...(provider && {
      oidc: {
        oidc: oidc(provider, `http://127.0.0.1:${provider.port}/console/oidc/callback`),
        onFailure: () => {},
      },
    }),
    claims,
    alarms,
    desk: one.desk,
    staff: one.staff,
    presence: one.presence,
    sessions,
    steps: book.steps,
    discounts: book.prices.discounts,
    teams,
    personnel: personnel({ staff: one.staff, sessions, store: one.store, post, now, teams: async () => teams }),
    loginLink: (token) => `/console/login?token=${token}`,
    stats: leadFigures({
      ledger: leadLedger({ store: one.store, now }),
      staff: one.staff,
      now,
    }),
    questions: (limit) => openQuestions({ store: one.store, knowledge: book }, limit),
    promises: leadPromises({ store: one.store, knowledge: book }),
    templates: () => loadReplyTemplates({ firm: { 'zh-Hans': '示例公司', en: 'Sample Ltd' }, toTraditional: (text) => text }),
    subscribe: (listener) => one.store.subscribe(listener),
    files: () => (files ??= buildConsole()),
    secret,
    now,
  });
  const server = await running({ routers: [routes], alarms: () => alarms.count(), ...(provider && { port: provider.port }) });
  return {
    office: one,
    server,
    claims,
    alarms,
    async hire(name, role = 'consultant') {
      const { id, token } = await one.staff.add({ name, role });
      return { id, token, headers: { authorization: `Bearer ${token}` } };
    },
    async close() {
      await server.close();
      await one.close();
    },
  };
}
