import { fastify } from 'fastify';
import pg from 'pg';

/*
 * What the machine gives at best: a bare Fastify route with the three writes of a message (the message, its
 * conversation, its event) in one transaction, by named statements on `pg`. Nobody is authenticated, nothing is
 * checked, nothing is presented. Prints its port on standard output.
 */

const [connectionString = '', account = '1'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 16 });
const account_id = Number(account);

interface Target {
  id: string;
  inbox_id: string;
}

const { rows: targets } = await pool.query<Target>(
  `select id, inbox_id from conversations where account_id = $1 and status = 'open' order by id desc limit 500`,
  [account_id],
);

const INSERT_MESSAGE = {
  name: 'insert_message',
  text: `insert into messages (account_id, conversation_id, inbox_id, content, message_type, sender_type, sender_id, created_at, updated_at)
    values ($1, $2, $3, $4, 1, 'User', 1, now(), now()) returning *`,
};
const UPDATE_CONVERSATION = {
  name: 'update_conversation',
  text: `update conversations set last_activity_at = now(), updated_at = now() where account_id = $1 and id = $2 returning *`,
};
const INSERT_EVENT = {
  name: 'insert_event',
  text: `insert into events (account_id, name, at, by, data) values ($1, 'message.created', now(), '{"type":"user","id":1}', $2)`,
};

const app = fastify();
let turn = 0;

app.post<{ Body: { content: string } }>('/message', async (request) => {
  turn += 1;
  const target = targets[turn % targets.length];
  if (!target) throw new Error('There is no open conversation to write into');
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query({
      ...INSERT_MESSAGE,
      values: [account_id, target.id, target.inbox_id, request.body.content],
    });
    await client.query({ ...UPDATE_CONVERSATION, values: [account_id, target.id] });
    await client.query({ ...INSERT_EVENT, values: [account_id, JSON.stringify({ message_id: rows[0].id })] });
    await client.query('commit');
    return rows[0];
  } finally {
    client.release();
  }
});

console.log(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
