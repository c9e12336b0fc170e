import { clausesOf } from './clauses.ts';
import { fundingIn } from './funding.ts';
import { without } from './masking.ts';
import type { Manner, Slots, Utterance } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Around {
  readonly slots: Slots;
  readonly pending: Utterance['pending'];
}

/** What is told or asked of those who hold the company, beside whose money it is. */
export function holdersTold(said: string, around: Around, vocabulary: Vocabulary): Partial<Manner> {
  const { 'funding.holds-none': holdsNone } = vocabulary.words;
  return {
    ...ofHolders(said, around.pending, vocabulary),
    ...(tellsOneSide(said, vocabulary) && { tellsOneSide: true }),
    ...(isResidence(said, around, vocabulary) && { tellsResidence: true }),
    ...(clausesOf(said, vocabulary).some(({ text }) => holdsNone.at(text, 0) !== null) && { holdsNone: true }),
    ...ofOrigin(said, vocabulary),
    ...(vocabulary.words['funding.undecided'].has(said) && { holdersUndecided: true }),
    ...(isFundingAsked(said, around, vocabulary) && { asksFunding: true }),
  };
}

/** Who goes, who holds the shares instead, how much somebody holds, and whether the holders are people. */
function ofHolders(
  said: string,
  pending: Utterance['pending'],
  vocabulary: Vocabulary,
): Pick<
  Manner,
  'shareholderLeaves' | 'holdersChange' | 'tellsShare' | 'namesChinesePartner' | 'namesIndividuals' | 'namesSubsidiary' | 'isSuch'
> {
  const { words } = vocabulary;
  const when = hasHappened(said, vocabulary) ? 'already' : true;
  return {
    ...(words['funding.leaves'].has(said) && staysNone(said, vocabulary) && { shareholderLeaves: when }),
    ...(words['funding.founders'].has(said) && { holdersChange: when }),
    ...(words['funding.share'].has(said) && { tellsShare: true }),
    ...(words['funding.partner.chinese'].has(said) && { namesChinesePartner: true }),
    ...(individuals(pending).some((list) => words[list].has(said)) && { namesIndividuals: true }),
    ...(words['funding.subsidiary'].has(said) && { namesSubsidiary: true }),
    ...(words['funding.such'].has(said) && { isSuch: true }),
  };
}

/** 有个股东拿美国绿卡: without the card nobody is from abroad. */
function isResidence(said: string, { slots, pending }: Around, vocabulary: Vocabulary): boolean {
  const cards = vocabulary.words['funding.card'].all(said);
  if (cards.length === 0 || (slots.fundingOrigin !== 'foreign' && slots.fundingOrigin !== 'joint')) return false;
  const rest = fundingIn(without(said, cards), pending, vocabulary);
  return rest === null || rest === 'domestic';
}

/** 中方是国企, but not 中方全资. */
function tellsOneSide(said: string, { words }: Vocabulary): boolean {
  return words['funding.side'].has(said) && !words['funding.whole'].has(said);
}

/** 他上周退出了, but not 如果他退出了. */
function hasHappened(said: string, { words }: Vocabulary): boolean {
  if (words['funding.unregistered'].has(said)) return false;
  return words['funding.left'].has(said) && !words['hypothesis'].has(said) && !words['hypothesis.weak'].has(said);
}

/** A mere "个人" tells of the holders who has just been asked for them. */
const individuals = (pending: Utterance['pending']) =>
  pending === 'funding' ? (['funding.individuals', 'funding.individuals.short'] as const) : (['funding.individuals'] as const);

/** "香港公司可以申请吗" asks of a company from there, and tells nothing of one's own. */
function ofOrigin(said: string, { words }: Vocabulary): Pick<Manner, 'asksOfOrigin'> {
  if (!words['ask.any'].has(said)) return {};
  if (words['funding.hmt'].has(said) || words['funding.hmt.place'].has(said)) return { asksOfOrigin: 'hmt' };
  return words['funding.foreign'].has(said) || words['funding.country'].has(said) ? { asksOfOrigin: 'foreign' } : {};
}

function isFundingAsked(said: string, { slots, pending }: Around, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  if (slots.fundingOrigin === undefined || !words['ask.any'].has(said)) return false;
  const asked = clausesOf(said, vocabulary).filter(({ text }) => words['ask.any'].has(text));
  return fundingIn(without(said, asked), pending, vocabulary) === null;
}

/** Who gives up a part stays, and what papers that takes is another question. */
function staysNone(text: string, { words }: Vocabulary): boolean {
  return !words['funding.part'].has(text) && !words['funding.leaves.not'].has(text);
}
