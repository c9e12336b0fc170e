/** OpenCC's table of Traditional characters: each with the Simplified ones it may stand for, the usual one first. */
declare module 'opencc-js/dict/TSCharacters' {
  /** `萬 万|乾 干 乾|…` */
  const entries: string;
  export default entries;
}
