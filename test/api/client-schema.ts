import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../../src/api/document.ts';

/** Where the client's types are kept, from the project's folder. */
export const CLIENT_SCHEMA = 'src/client/schema.ts';

const HEAD = '// Made from the description of the API by `npm run client`: not to be edited.\n\n';

/** The client's types, from the description of the API. */
export async function clientSchema(): Promise<string> {
  const document = JSON.parse(JSON.stringify(openApiDocument()));
  return HEAD + astToString(await openapiTS(document, { defaultNonNullable: false }));
}
