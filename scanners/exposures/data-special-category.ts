import type { Severity } from '../../src/core/severity.ts';
import type { Detector } from '../exposure.ts';
import { contentOf, verdictOfAbsence } from '../shared/asset-content.ts';
import { assetDetection } from '../shared/asset-detection.ts';
import { sensitiveColumnsOf } from '../shared/sensitive-columns.ts';

const MOST_COLUMNS_TOLD = 10;

/** Health, NIR, logins, money: by the values where they show it, else by the words of a header. */
export const dataSpecialCategory: Detector = {
  code: 'data.special-category',
  title: 'A file on the server holds data of the gravest kind: health, NIR, logins or money.',
  advice:
    'Take it off first; such data raise the risk to people, and with it the duty to tell them (GDPR, article 34).',
  begin: (context) =>
    assetDetection(context, (asset) => {
      const sensitive = contentOf(asset) === 'rows' ? sensitiveColumnsOf(asset) : [];
      if (sensitive.length === 0) return verdictOfAbsence(asset);
      const isProven = sensitive.some(({ isByValues }) => isByValues);
      const categories = [...new Set(sensitive.map(({ category }) => category))].sort();
      return {
        severity: severityOf(categories, isProven),
        proof: isProven ? 'proven' : 'unproven',
        evidence: {
          categories,
          columns: sensitive
            .slice(0, MOST_COLUMNS_TOLD)
            .map(
              ({ category, name, isByValues }) =>
                `${name}: ${category}, ${isByValues ? 'by its values' : 'by its header'}`,
            ),
          columnCount: sensitive.length,
          rows: asset.rows,
        },
      };
    }),
};

function severityOf(categories: readonly string[], isProven: boolean): Severity {
  if (!isProven) return 'medium';
  return categories.every((category) => category === 'financial') ? 'medium' : 'high';
}
