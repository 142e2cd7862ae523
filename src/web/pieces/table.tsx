import type { Child } from 'hono/jsx';

interface Column<Row> {
  readonly label: string;
  readonly isNumber?: boolean;
  /** Holds buttons: on a narrow screen it has no label. */
  readonly isActions?: boolean;
  cell(row: Row): Child;
}

/** A table that becomes a card a row on a narrow screen. The first column says what a row is. */
export function CardTable<Row>({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}) {
  return (
    <table class="cards">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.isNumber ? 'number' : undefined}>
              {column.isActions ? <span class="unseen">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map((column) => (
              <td class={classOf(column)} data-label={column.label}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function classOf({ isNumber, isActions }: { isNumber?: boolean; isActions?: boolean }) {
  if (isActions) return 'actions-cell';
  return isNumber ? 'number' : undefined;
}
