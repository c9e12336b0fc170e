/** What is known of the prospect's company and wish. Absent: not known. */
export interface Company {
  /** `callcentre`, `code-95`, `code-96`, `annual-inspection`, or another id of the catalogue. */
  readonly service?: string;
  readonly scope?: 'provincial' | 'nationwide';
  /** GB/T 2260 name in full. */
  readonly province?: string;
  /** Registered capital in units of the currency; `null` is an open end. */
  readonly capital?: { readonly min: number | null; readonly max: number | null; readonly currency: string };
  readonly funding?: 'domestic' | 'foreign' | 'hmt' | 'joint';
  /** Kinds of shareholders, for the documents. */
  readonly shareholders?: 'corporate' | 'natural' | 'both';
}
