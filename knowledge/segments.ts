let segmenter: Intl.Segmenter | undefined;

/** The words of a text and what stands between them, in either language: Chinese has no spaces. */
export function segmentsOf(text: string): Iterable<Intl.SegmentData> {
  // Its dictionary takes as long to load as fifty modules, and the first messages mostly do without.
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return segmenter.segment(text);
}
