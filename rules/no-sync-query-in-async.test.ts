import { typed } from '../src/dev/testers.ts';
import rule from './no-sync-query-in-async.ts';

const models = `import { Model, manager } from 'django-orm';
class Student extends Model { static objects = manager(Student); name = ''; }`;

typed('django').run('no-sync-query-in-async', rule, {
  valid: [{ name: 'a sync function blocks its caller knowingly', code: `${models}\nexport const find = () => Student.objects.get();` }],
  invalid: [
    {
      name: 'a query in an async function, its result used at once',
      code: `${models}\nexport const find = async () => Student.objects.get({ id: 1 }).name;`,
      output: `${models}\nexport const find = async () => (await Student.objects.aget({ id: 1 })).name;`,
      errors: [
        {
          messageId: 'syncQuery',
          data: { operation: 'Student.objects.get', receiver: 'Manager<Student>', twin: 'aget' },
          line: 3,
          column: 49,
          endLine: 3,
          endColumn: 52,
        },
      ],
    },
  ],
});

typed('expo-sqlite').run('no-sync-query-in-async', rule, {
  valid: [],
  invalid: [
    {
      name: 'a query on a database that the function was given',
      code: `import type { SQLiteDatabase } from 'expo-sqlite';\nexport async function clear(db: SQLiteDatabase) {\n  db.runSync('DELETE FROM notes'); // all of them\n}`,
      output: `import type { SQLiteDatabase } from 'expo-sqlite';\nexport async function clear(db: SQLiteDatabase) {\n  await db.runAsync('DELETE FROM notes'); // all of them\n}`,
      errors: [
        {
          messageId: 'syncQuery',
          data: { operation: 'db.runSync', receiver: 'SQLiteDatabase', twin: 'runAsync' },
          line: 3,
          column: 6,
          endLine: 3,
          endColumn: 13,
        },
      ],
    },
  ],
});
