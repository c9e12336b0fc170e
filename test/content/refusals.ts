const zh = 'flows/texts/zh-Hans.yaml';
const en = 'flows/texts/en.yaml';
const qualify = 'flows/qualify.yaml';

interface Refusal {
  readonly what: string;
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** After `file:line: `. */
  readonly says: string;
  /** Lines below the edit. */
  readonly below?: number;
}

/** Edits of the real content, each of which must be refused at its line. */
export const refusals: readonly Refusal[] = [
  {
    what: 'a step that asks for an unknown slot',
    file: qualify,
    from: '- ask: capital',
    to: '- ask: capitol',
    says: 'there is no slot "capitol". Did you mean "capital"?',
  },
  {
    what: 'a question that is explained by an unknown answer',
    file: 'flows/slots.yaml',
    from: 'explained: [capital-meant',
    to: 'explained: [capital-ment',
    says: 'there is no answer "capital-ment". Did you mean "capital-meant"?',
  },
  {
    what: 'a step that says an unknown statement',
    file: qualify,
    from: '- say: verdict',
    to: '- say: verdicts',
    says: 'there is no say "verdicts". Did you mean "verdict"?',
  },
  {
    what: 'a condition on an unknown slot',
    file: qualify,
    from: 'if: { scope: provincial }',
    to: 'if: { scoop: provincial }',
    says: 'there is no slot "scoop". Did you mean "scope"?',
  },
  {
    what: 'a condition on a value that a slot cannot have',
    file: qualify,
    from: 'if: { scope: provincial }',
    to: 'if: { scope: provinical }',
    says: '"scope" is never "provinical". Did you mean "provincial"?',
  },
  {
    what: 'a flow for an unknown service',
    file: qualify,
    from: 'callcentre, code-95',
    to: 'callcenter, code-95',
    says: 'there is no service "callcenter". Did you mean "callcentre"?',
  },
  {
    what: 'a statement that uses an unknown slot',
    file: 'flows/says.yaml',
    from: 'quote: { uses: [service, scope',
    to: 'quote: { uses: [service, skope',
    says: 'there is no slot "skope". Did you mean "scope"?',
  },
  {
    what: 'a step behind a handoff that is always made',
    file: qualify,
    from: /(?= {2}- ask: contact\n {2}- handoff: qualified)/,
    to: '  - handoff: qualified\n',
    below: 1,
    says: 'nobody can reach "contact": a handoff before it is always made. Move it before the handoff, or give the handoff a condition.',
  },
  {
    what: 'a step whose condition can never hold',
    file: qualify,
    from: 'if: { service: callcentre }',
    to: 'if: { service: odi }',
    says: 'nobody can reach this: its condition on "service" never holds. Correct the condition, or take the step out.',
  },
  {
    what: 'a flow that another always goes before',
    file: 'flows/support.yaml',
    from: /flow: support\nfor: .*/,
    to: 'flow: support\nfor: [odi]',
    says: 'nobody can reach the flow "support": another goes before it for each of its services. Give it a service of its own in "for:", or a "when:".',
  },
  {
    what: 'a group with a member that is no slot',
    file: 'flows/slots.yaml',
    from: 'any: [phone, wechat, email, messenger]',
    to: 'any: [phone, wechta, email]',
    says: 'there is no slot "wechta". Did you mean "wechat"?',
  },
  {
    what: 'a slot that needs what is no yes-no question',
    file: 'flows/slots.yaml',
    from: 'needs: consent',
    to: 'needs: consnet',
    says: '"consnet" is no yes-no slot. Did you mean "consent"?',
  },
  {
    what: 'a slot type that does not exist',
    file: 'flows/slots.yaml',
    from: 'type: money',
    to: 'type: monney',
    says: 'type cannot be "monney". Did you mean "money"?',
  },
  {
    what: 'a misspelt word of the flow language',
    file: qualify,
    from: '    if: { scope: provincial }',
    to: '    iff: { scope: provincial }',
    says: 'nothing reads "iff". Take it out or correct its spelling.',
  },
  {
    what: 'a text that names an unknown fact',
    file: zh,
    from: '{fact:timeline-nationwide}',
    to: '{fact:timeline-nationwid}',
    says: 'there is no fact "timeline-nationwid". Did you mean "timeline-nationwide"?',
  },
  {
    what: 'a figure typed into a Chinese text',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气,三天内回您。',
    says: '"三天" is a typed figure. Put it into knowledge/facts.yaml and write {fact:its-id}.',
  },
  {
    what: 'digits typed into a Chinese text',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气,1000万起。',
    says: '"1000" is a typed figure. Put it into knowledge/facts.yaml and write {fact:its-id}.',
  },
  {
    what: 'a form instead of a question',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 请输入注册资本。',
    says: 'the bot does not say "请输入". Ask as a person would, with the reason for asking.',
  },
  {
    what: 'two exclamation marks',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气\uFF01\uFF01',
    says: 'the bot does not say "\uFF01\uFF01". One exclamation mark at most, better none.',
  },
  {
    what: 'a sweet name for the prospect',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 亲\uFF0C不客气。',
    says: 'the bot does not say "亲". Address the prospect with 您.',
  },
  {
    what: 'a Chinese text that was left in English',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: You are welcome.',
    says: 'warning: a Chinese text without Chinese. Translate it.',
  },
  {
    what: 'a Traditional text for a text that does not exist',
    file: 'flows/texts/zh-Hant.yaml',
    from: '',
    to: 'notice: { thank: 唔使客氣 }',
    says: 'there is no text "notice.thank" to take the place of. Did you mean "notice.thanks"?',
  },
  {
    what: 'an English text with Chinese in it',
    file: en,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气',
    says: 'warning: English with Chinese in it: "不客气". Translate it.',
  },
  {
    what: 'a figure spelled out in an English text',
    file: en,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: You hear from us within five working days.',
    says: '"five working days" is a typed figure. Put it into knowledge/facts.yaml and write {fact:its-id}.',
  },
  {
    what: 'kindly',
    file: en,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: Kindly wait.',
    says: 'the bot does not say "Kindly". Write "please", or leave it out.',
  },
  {
    what: 'an English text without a placeholder of the Chinese one',
    file: en,
    from: /(?<=^greeting:\n)( {2}first:[^]*?)\{firm\}/m,
    to: '$1the firm',
    says: 'greeting.first lacks {firm}, which flows/texts/zh-Hans.yaml has. Use the same placeholders in both languages.',
  },
  {
    what: 'a fact without a source',
    file: 'knowledge/facts.yaml',
    from: 'licence-validity: { value: 5, unit: year, sources: [s1] }',
    to: 'licence-validity: { value: 5, unit: year, sources: [] }',
    says: 'fact "licence-validity" has no source. Name where it is from, an id of sources.yaml (s1, s2).',
  },
  {
    what: 'a fact that leaves its source out',
    file: 'knowledge/facts.yaml',
    from: 'licence-validity: { value: 5, unit: year, sources: [s1] }',
    to: 'licence-validity: { value: 5, unit: year }',
    says: '"sources" is missing. Add "sources:" with a list (lines that begin with "- ").',
  },
  {
    what: 'a number that YAML reads in its own way',
    file: 'knowledge/facts.yaml',
    from: 'licence-validity: { value: 5,',
    to: 'licence-validity: { value: 05,',
    says: "05 is read as the number 5. Write 5, or '05' in quotes if it is a text.",
  },
  {
    what: 'a period of business hours that ends before it begins',
    file: 'knowledge/hours.yaml',
    from: 'monday: [09:00-12:00,',
    to: 'monday: [12:00-09:00,',
    says: 'item 1 of monday is "12:00-09:00". The first time must lie before the second.',
  },
  {
    what: 'a time zone that there is not',
    file: 'knowledge/hours.yaml',
    from: 'zone: Asia/Shanghai',
    to: 'zone: Asia/Shenzen',
    says: 'zone is "Asia/Shenzen". Write a time zone such as Asia/Shanghai.',
  },
  {
    what: 'a team for a service that there is not',
    file: 'knowledge/hours.yaml',
    from: 'for: [anything]',
    to: 'for: [anything, code-97]',
    says: 'there is no service "code-97". Did you mean "code-95"?',
  },
  {
    what: 'a reminder that comes after the manager is told',
    file: 'knowledge/service-level.yaml',
    from: 'waiting: { remind: 5,',
    to: 'waiting: { remind: 50,',
    says: 'waiting is {"remind":50,"manager":15,"alarm":30}. remind comes first, then manager, then alarm.',
  },
];
