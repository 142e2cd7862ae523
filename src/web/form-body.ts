import type { PageContext } from './visit.ts';

/** The text fields of a form that was sent; files and second values of a name are dropped. */
export async function formBody(context: PageContext): Promise<Readonly<Record<string, string>>> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of (await context.req.formData()).entries())
    if (typeof value === 'string' && !(name in fields)) fields[name] = value;
  return fields;
}
