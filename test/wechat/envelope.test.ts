import { describe, expect, it } from 'vitest';
import { aesKeyOf, decrypt, encrypt } from '../../adapters/wechat/envelope/cipher.ts';
import { openPush, plainEcho, sealedEcho, sealReply, type Secrets, secretsOf } from '../../adapters/wechat/envelope/envelope.ts';
import { readPush, textOf } from '../../adapters/wechat/envelope/fields.ts';
import { signatureOf } from '../../adapters/wechat/envelope/signature.ts';
import { writeXml } from '../../adapters/wechat/envelope/write-xml.ts';
import { officialAccount, wecom, wecomTool } from './vectors.ts';

const oa = secretsOf(officialAccount.secrets);

function refusal(reason: string): object {
  return expect.objectContaining({ name: 'RefusedPushError', reason });
}

function tampered(sealed: string, at: number): string {
  const bytes = Buffer.from(sealed, 'base64');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64');
}

/** A push sealed and signed as WeChat does it. */
function pushOf(
  text: string,
  secrets: Secrets,
  key = secrets.keys[0] as Buffer,
): { body: Buffer; query: Record<string, string> } {
  const sealed = encrypt(text, { key, receiver: secrets.receiver });
  const query = { timestamp: '1', nonce: '2', msg_signature: signatureOf([secrets.token, '1', '2', sealed]) };
  return { body: Buffer.from(`<xml><ToUserName>gh_1</ToUserName><Encrypt>${sealed}</Encrypt></xml>`), query };
}

describe('the official vectors', () => {
  it('of an official account: verification, plain push, sealed push and sealed reply', () => {
    expect(plainEcho(officialAccount.verification, oa)).toBe('4375120948345356249');
    const plain = { ...oa, keys: [] };
    expect(openPush(Buffer.from('{"a":"b"}'), officialAccount.plain, plain).fields).toEqual({ a: 'b' });

    const push = openPush(Buffer.from(JSON.stringify({ Encrypt: officialAccount.sealed })), officialAccount.push, oa);
    expect(push.fields).toEqual({
      ToUserName: 'gh_97417a04a28d',
      FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
      CreateTime: '1714112445',
      MsgType: 'event',
      Event: 'debug_demo',
      debug_str: 'hello world',
    });
    const { reply } = officialAccount;
    const answer = { push, secrets: oa, at: new Date(1_713_424_427_000), nonce: '415670741', random: Buffer.from(reply.random) };
    expect(JSON.parse(sealReply({ demo_resp: 'good luck' }, answer))).toEqual({
      Encrypt: reply.sealed,
      MsgSignature: reply.signature,
      TimeStamp: 1_713_424_427,
      Nonce: '415670741',
    });
  });

  it('of WeCom: a sealed echo, and a message whose id has 64 bits', () => {
    const secrets = secretsOf(wecom.secrets);
    expect(sealedEcho(wecom.echo, secrets)).toBe('1616140317555161061');
    const { fields } = openPush(Buffer.from(`<xml><Encrypt><![CDATA[${wecom.sealed}]]></Encrypt></xml>`), wecom.push, secrets);
    expect(fields).toMatchObject({ FromUserName: 'mycreate', Content: 'hello', MsgId: '4561255354251345929' });
    // The random bytes are the only ones that differ from one sealing to the next.
    const key = secrets.keys[0] as Buffer;
    const again = encrypt(decrypt(wecom.sealed, key, secrets.receiver), {
      key,
      receiver: secrets.receiver,
      random: Buffer.from(wecom.random),
    });
    expect(again).toBe(wecom.sealed);
  });

  it("of Tencent's own debugging tool, also when a server has made spaces of the plus signs", () => {
    const secrets = secretsOf(wecomTool.secrets);
    expect(sealedEcho(wecomTool.echo, secrets)).toBe('94966531020182955848408');
    const spaced = { ...wecom.echo, echostr: wecom.echo.echostr.replaceAll('+', ' ') };
    expect(sealedEcho(spaced, secretsOf(wecom.secrets))).toBe('1616140317555161061');
  });
});

describe('a push is refused', () => {
  it('when its signature is wrong, absent, or of another kind', () => {
    for (const signature of [undefined, '', 'f'.repeat(40), officialAccount.verification.signature.toUpperCase()]) {
      expect(() => plainEcho({ ...officialAccount.verification, signature }, oa)).toThrow(refusal('signature'));
    }
    // `signature` proves nothing about a sealed body: only `msg_signature` covers it.
    const { msg_signature: _, ...query } = officialAccount.push;
    const body = Buffer.from(JSON.stringify({ Encrypt: officialAccount.sealed }));
    expect(() => openPush(body, query, oa)).toThrow(refusal('signature'));
    expect(() => openPush(body, { ...officialAccount.push, msg_signature: query.signature }, oa)).toThrow(refusal('signature'));
  });

  it('when it is plain and a key is configured, whatever its signature and its mode say', () => {
    const { timestamp, nonce } = officialAccount.plain;
    const query = { timestamp, nonce, signature: signatureOf([oa.token, timestamp, nonce]) };
    for (const encrypt_type of [undefined, 'raw', 'aes']) {
      expect(() => openPush(Buffer.from('<xml><Content>1</Content></xml>'), { ...query, encrypt_type }, oa)).toThrow(
        refusal('plain'),
      );
    }
  });

  it('when one bit anywhere is not what was sealed, though its signature is right', () => {
    const key = oa.keys[0] as Buffer;
    const message = '{"Content":"hi"}';
    const sealed = encrypt(message, { key, receiver: oa.receiver });
    const length = Buffer.from(sealed, 'base64').length;
    // A flip in a block garbles that block and flips the same bit of the next: length, receiver and padding are each hit.
    for (let at = 0; at < length; at++) {
      const opened = ((): string => {
        try {
          return decrypt(tampered(sealed, at), key, oa.receiver);
        } catch {
          return 'refused';
        }
      })();
      // Only the random head and the message itself have no check of their own: for them there is the signature.
      if (opened !== 'refused') expect(at).toBeLessThan(20 + message.length);
    }
    expect(() => decrypt(tampered(sealed, length - 32 - 5), key, oa.receiver)).toThrow(refusal('cipher'));
  });

  it('when it was sealed for somebody else, or with a key that is not ours', () => {
    const key = oa.keys[0] as Buffer;
    for (const receiver of ['wx0000000000000000', `${oa.receiver}x`, '']) {
      expect(() => decrypt(encrypt('{}', { key, receiver }), key, oa.receiver)).toThrow(refusal('receiver'));
    }
    const other = aesKeyOf('B'.repeat(43));
    const { body, query } = pushOf('{}', oa, other);
    expect(() => openPush(body, query, oa)).toThrow(expect.objectContaining({ name: 'RefusedPushError' }));
    for (const rubbish of ['', 'a', '====', 'QUJD', '@@@@'])
      expect(() => decrypt(rubbish, key, oa.receiver)).toThrow(refusal('cipher'));
  });

  it('when it declares a document type, is too large, nested too deep, or neither XML nor JSON', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Content>&a;</Content></xml>';
    for (const text of [bomb, bomb.toLowerCase(), '<?xml version="1.0"?>\n<!ENTITY a "b"><xml/>']) {
      expect(() => readPush(text)).toThrow(refusal('malformed'));
    }
    expect(() => readPush(`<xml><Content>${'一'.repeat(22_000)}</Content></xml>`)).toThrow(refusal('too-large'));
    expect(() => readPush(`{"a":${'['.repeat(20)}${']'.repeat(20)}}`)).toThrow(refusal('malformed'));
    expect(() => readPush(`<xml>${'<a>'.repeat(20)}${'</a>'.repeat(20)}</xml>`)).toThrow(refusal('malformed'));
    for (const text of ['', 'hello', '{', '[]', 'null', '<xml><a></xml>', '<html></html>', '<xml>']) {
      expect(() => readPush(text)).toThrow(refusal('malformed'));
    }
    expect(() => readPush(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow(refusal('malformed'));
  });
});

describe('keys', () => {
  it('opens with the key before while keys are changed, and answers with the one that fitted', () => {
    const before = aesKeyOf('B'.repeat(43));
    const both: Secrets = { ...oa, keys: [...oa.keys, before] };
    const { body, query } = pushOf('<xml><Content><![CDATA[hi]]></Content></xml>', oa, before);
    const push = openPush(body, query, both);
    expect(push.fields['Content']).toBe('hi');
    const reply = readPush(sealReply({ Content: 'ho' }, { push, secrets: both, at: new Date(0), nonce: 'n' }));
    expect(decrypt(textOf(reply.fields, 'Encrypt'), before, oa.receiver)).toBe('<xml><Content><![CDATA[ho]]></Content></xml>');
  });

  it('are 43 characters long', () => {
    for (const key of ['', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}-`]) expect(() => aesKeyOf(key)).toThrow(RangeError);
  });
});

describe('fields', () => {
  it('are text as it was written', () => {
    const xml = readPush(
      '<xml><Content><![CDATA[007]]></Content><A>1e5</A><B>0x1F</B><MsgId>22876340532172987</MsgId><C>true</C><D> 5 </D><E></E></xml>',
    );
    expect(xml).toEqual({
      format: 'xml',
      fields: { Content: '007', A: '1e5', B: '0x1F', MsgId: '22876340532172987', C: 'true', D: ' 5 ', E: '' },
    });
    const json = readPush('{"Content":"007","MsgId":22876340532172987,"a":{"b":[1e5,true,null]},"__proto__":{"x":1}}');
    expect(json.fields).toEqual({ Content: '007', MsgId: '22876340532172987', a: { b: ['1e5', 'true', ''] } });
  });

  it('keep what people type as it is', () => {
    const typed = '<a href="x">&amp; &#20013; 你好 👋\n]] > \\u0041';
    expect(readPush(`<xml>\n  <Content><![CDATA[${typed}]]></Content>\n</xml>`).fields).toEqual({ Content: typed });
    expect(readPush(JSON.stringify({ Content: typed })).fields).toEqual({ Content: typed });
  });

  it('come back from what was written, even when a text would end its CDATA', () => {
    const hostile = 'a]]>b<![CDATA[c]]>]]]]>&<\u0000\u001F\uD800';
    const read = readPush(writeXml({ Content: hostile, CreateTime: 5, Articles: { item: [{ Title: '1' }, { Title: '2' }] } }));
    expect(read.fields).toEqual({
      Content: 'a]]>b<![CDATA[c]]>]]]]>&<\uFFFD',
      CreateTime: '5',
      Articles: { item: [{ Title: '1' }, { Title: '2' }] },
    });
  });
});
