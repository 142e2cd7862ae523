/** Load the compiled database driver and try it. @throws where it was not built for this Node.js */
export async function loadDriver(): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3');
  new Sqlite(':memory:').close();
}
