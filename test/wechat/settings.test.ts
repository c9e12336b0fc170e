import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../bot/config.ts';

const base = { SECRET: 'a secret of at least thirty-two characters' };
const official = { WECHAT_OA_APP_ID: 'wx0123456789abcdef', WECHAT_OA_TOKEN: 'simulated' };
const wecom = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_KF_SECRET: 's',
  WECOM_KF_TOKEN: 'simulated',
  WECOM_KF_AES_KEY: 'A'.repeat(43),
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig({ ...base, ...env });
    return [];
  } catch (error) {
    return (error as { problems: { name: string }[] }).problems.map(({ name }) => name);
  }
}

describe('the settings of WeChat', () => {
  it('are absent, or enough for each channel', () => {
    expect(loadConfig(base)).not.toHaveProperty('officialAccount');
    expect(loadConfig({ ...base, ...official, WECHAT_OA_API_BASE: 'https://proxy.example.com/' }).officialAccount).toEqual({
      appId: 'wx0123456789abcdef',
      token: 'simulated',
      aesKeys: [],
      verified: false,
      apiBase: 'https://proxy.example.com',
    });
    const keys = { WECHAT_OA_AES_KEY: 'A'.repeat(43), WECHAT_OA_AES_KEY_PREVIOUS: 'B'.repeat(43) };
    expect(loadConfig({ ...base, ...official, ...keys }).officialAccount?.aesKeys).toEqual(['A'.repeat(43), 'B'.repeat(43)]);
    expect(loadConfig({ ...base, ...wecom }).customerService).toMatchObject({ apiBase: 'https://qyapi.weixin.qq.com' });
    expect(loadConfig({ ...base, WECHATY_PUPPET: 'wechaty-puppet-service' }).wechaty).toEqual({
      puppet: 'wechaty-puppet-service',
    });
  });

  it('are refused with their names when they are wrong or not all there', () => {
    expect(problemsOf({ WECHAT_OA_APP_ID: 'gh_1', WECHAT_OA_TOKEN: 'a b' })).toEqual(['WECHAT_OA_APP_ID', 'WECHAT_OA_TOKEN']);
    expect(problemsOf({ WECHAT_OA_TOKEN: 'simulated' })).toEqual(['WECHAT_OA_APP_ID']);
    expect(problemsOf({ ...official, WECHAT_OA_AES_KEY: 'short' })).toEqual(['WECHAT_OA_AES_KEY']);
    expect(problemsOf({ ...official, WECHAT_OA_AES_KEY_PREVIOUS: 'A'.repeat(43) })).toEqual(['WECHAT_OA_AES_KEY']);
    expect(problemsOf({ ...official, WECHAT_OA_VERIFIED: 'true' })).toEqual(['WECHAT_OA_APP_SECRET']);
    expect(problemsOf({ ...official, WECHAT_OA_API_BASE: 'http://example.com' })).toEqual(['WECHAT_OA_API_BASE']);
    expect(problemsOf({ WECOM_CORP_ID: 'ww0123456789abcdef' })).toEqual([
      'WECOM_KF_SECRET',
      'WECOM_KF_TOKEN',
      'WECOM_KF_AES_KEY',
    ]);
    expect(problemsOf({ WECHATY_PUPPET_TOKEN: 'puppet_t' })).toEqual(['WECHATY_PUPPET']);
    // Without a prefix Wechaty waits for ever.
    expect(problemsOf({ WECHATY_PUPPET: 'wechaty-puppet-service', WECHATY_PUPPET_TOKEN: 't' })).toEqual(['WECHATY_PUPPET_TOKEN']);
  });
});
