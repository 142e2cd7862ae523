import type { PageContext } from './visit.ts';

/** The text fields of a form that was sent; files and second values of a name are dropped. None where it is no form. */
export async function formBody(context: PageContext): Promise<Readonly<Record<string, string>>> {
  const fields: Record<string, string> = Object.create(null);
  const sent = await context.req.formData().catch(() => new FormData());
  for (const [name, value] of sent.entries())
    if (typeof value === 'string' && !(name in fields)) fields[name] = value;
  return fields;
}

/** All values of each text field of a form: boxes that were checked come several times. Lines end as in texts of ours. */
export async function formLists(
  context: PageContext,
): Promise<Readonly<Record<string, readonly string[] | undefined>>> {
  const fields: Record<string, string[]> = Object.create(null);
  const sent = await context.req.formData().catch(() => new FormData());
  for (const [name, value] of sent.entries()) {
    if (typeof value !== 'string') continue;
    fields[name] = [...(fields[name] ?? []), value.replaceAll('\r\n', '\n')];
  }
  return fields;
}
