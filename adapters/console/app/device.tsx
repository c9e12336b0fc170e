/** The browser and the device that a browser names itself by, as people call them; the whole name on hovering. */
export function Device({ agent }: { agent: string }) {
  const found = [browsers, systems].map((known) => known.find(([, sign]) => sign.test(agent))?.[0]);
  return (
    <p class="small" title={agent}>
      {found.filter(Boolean).join(' · ') || agent}
    </p>
  );
}

// The first that fits: nearly all of them call themselves Chrome and Safari too.
const browsers: readonly (readonly [string, RegExp])[] = [
  ['WeCom', /wxwork/i],
  ['WeChat', /MicroMessenger/],
  ['DingTalk', /DingTalk/],
  ['Feishu', /Lark|Feishu/],
  ['Edge', /Edg/],
  ['Firefox', /Firefox|FxiOS/],
  ['Opera', /OPR/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
];
const systems: readonly (readonly [string, RegExp])[] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['Mac', /Mac OS X/],
  ['Linux', /Linux/],
];
