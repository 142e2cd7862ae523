import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

export type { Content, StyleDictionary } from 'pdfmake/interfaces.js';

/** What is written on a page: pdfmake's own definition, without fonts and pictures from elsewhere. */
export type PdfDefinition = TDocumentDefinitions;

/**
 * A PDF with our fonts (Roboto: Latin, Greek and Cyrillic, French and its signs) as bytes. Nothing is fetched and no
 * file but the fonts is read, whatever the definition says.
 */
export async function makePdf(definition: PdfDefinition): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = join(dirname(fileURLToPath(import.meta.resolve('pdfmake/package.json'))), 'fonts', 'Roboto');
  const font = (name: string) => join(fonts, `Roboto-${name}.ttf`);
  pdfmake.setFonts({
    Roboto: {
      normal: font('Regular'),
      bold: font('Medium'),
      italics: font('Italic'),
      bolditalics: font('MediumItalic'),
    },
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts + sep));
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}
