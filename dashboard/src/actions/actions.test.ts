import { expect, test } from 'vitest';
import type { Membership, User } from '../app/people.ts';
import { type Action, type Actor, defineAction } from './action.ts';
import { holderOf, keyMap, keysOf, readKeyChoices } from './key-choices.ts';
import { firstOf, paletteGroups } from './palette-rows.ts';
import { allActions } from './registry.ts';
import { defineScope } from './scope.ts';

const account = { id: 1, name: 'Acme', role: 'agent' } as Membership;
const other = { ...account, id: 2, name: 'Globex' };
const actor: Actor = {
  user: { accounts: [account, other] } as User,
  account,
  can: (permission) => permission === 'member',
  go: () => undefined,
};
const none = readKeyChoices({});

const action = (fields: Partial<Parameters<typeof defineAction>[0]> = {}): Action =>
  defineAction({ id: 'x', label: 'ui.save', group: 'view', run: () => undefined, ...fields });

test('every command that can be done stands in the palette, once under its heading', () => {
  const all = allActions(actor, []);
  const listed = paletteGroups(all, actor, []).flatMap(({ actions }) => actions.map(({ id }) => id));
  const ready = all.filter((each) => each.isReady(actor)).map(({ id }) => id);
  expect(ready.length).toBeGreaterThan(10);
  expect([...listed].sort()).toEqual([...ready].sort());
});

test('no two commands have the same name for ever, nor the same key at the same time', () => {
  const all = allActions(actor, []);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const taken = all.flatMap((each) =>
    keysOf(each, none).filter((keys) => holderOf(keys, each, all, none) !== undefined),
  );
  expect(taken).toEqual([]);
});

test('a command of a scope works while it is open, on what it is about', () => {
  const scope = defineScope<{ id: number }>('thing');
  const done: number[] = [];
  const remove = defineAction({
    id: 'thing.remove',
    label: 'ui.delete',
    group: 'list',
    scope,
    can: (_actor, thing) => thing.id !== 13,
    run: (_actor, thing) => void done.push(thing.id),
  });
  expect(remove.isReady(actor)).toBe(false);
  void remove.run(actor);
  const close = scope.open({ current: { id: 7 } });
  expect(remove.isReady(actor)).toBe(true);
  void remove.run(actor);
  const closeInner = scope.open({ current: { id: 13 } });
  expect(remove.isReady(actor)).toBe(false);
  closeInner();
  close();
  expect(remove.isReady(actor)).toBe(false);
  expect(done).toEqual([7]);
});

test('the palette names first what was used last, if it can be done', () => {
  const [first] = paletteGroups([action({ id: 'a' }), action({ id: 'b', can: () => false })], actor, [
    'b',
    'a',
  ]);
  expect(first?.actions.map(({ id }) => id)).toEqual(['a']);
});

test('somebody may give a command other keys, or none', () => {
  const choices = readKeyChoices({ keys: { keys: { x: ['u'], y: [] } } });
  expect(keysOf({ id: 'x', keys: ['e'] }, choices)).toEqual(['u']);
  expect(keysOf({ id: 'y', keys: ['e'] }, choices)).toEqual([]);
  expect(keysOf({ id: 'z', keys: ['e'] }, choices)).toEqual(['e']);
});

test('single keys can be turned off; those with others stay', () => {
  const choices = readKeyChoices({ keys: { single_keys_off: true } });
  expect(keysOf({ id: 'x', keys: ['e', 'Alt+e', 'g c', '?'] }, choices)).toEqual(['Alt+e', 'g c']);
});

test.each([{}, { keys: 'nonsense' }, { keys: { keys: { x: 'e' } } }])(
  'whatever stands in the settings, %o does no harm',
  (ui_settings) => {
    expect(readKeyChoices(ui_settings)).toEqual({ single_keys_off: false, keys: {} });
  },
);

test('two commands may share a key where never both can be done', () => {
  const [one, two] = [action({ id: 'one', keys: ['e'] }), action({ id: 'two', keys: ['e'] })];
  expect(keyMap([one, two], none).get('e')).toEqual([one, two]);
});

test('the first rows are those of the first groups, and no group is empty', () => {
  const groups = paletteGroups(
    [action({ id: 'a' }), action({ id: 'b' }), action({ id: 'c', group: 'help' })],
    actor,
    [],
  );
  const idsOf = (count: number) => firstOf(groups, count).map(({ actions }) => actions.map(({ id }) => id));
  expect(idsOf(1)).toEqual([['a']]);
  expect(idsOf(2)).toEqual([['a', 'b']]);
  expect(idsOf(3)).toEqual([['a', 'b'], ['c']]);
});
