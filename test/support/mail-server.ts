import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, and its words decoded. */
  readonly raw: string;
  readonly subject: string;
  readonly words: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: Mail[];
  /** What the next mails are answered with instead. */
  refusals: { code: number; text: string }[];
  close(): Promise<void>;
}

/** A mail server on this machine that takes mail from one user. */
export async function mailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const refusals: MailServer['refusals'] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'bot' && password === 'invented' ? done(null, { user: username }) : done(new Error('no such user')),
    onData(stream, { envelope }, done) {
      const took = async (): Promise<void> => {
        const raw = await text(stream);
        const refusal = refusals.shift();
        if (refusal) throw Object.assign(new Error(refusal.text), { responseCode: refusal.code });
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw, ...decoded(raw) });
      };
      callbackify(took)(done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://bot:invented@127.0.0.1:${port}`,
    mails,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function decoded(raw: string): Pick<Mail, 'subject' | 'words'> {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const subject = /^subject: (.*)$/im.exec(unfolded)?.[1] ?? '';
  const content = body.join('\r\n\r\n');
  const isBase64 = /^content-transfer-encoding: base64/im.test(head);
  return { subject: wordsIn(subject), words: isBase64 ? Buffer.from(content, 'base64').toString() : quotedPrintable(content) };
}

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`. */
function wordsIn(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, value: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(value, 'base64').toString() : quotedPrintable(value.replaceAll('_', ' ')),
    );
}

function quotedPrintable(value: string): string {
  const bytes = value
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
