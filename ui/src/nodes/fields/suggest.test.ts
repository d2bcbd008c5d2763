import { describe, expect, test } from 'vitest';
import { accepted, openingAt, suggested } from './suggest';

const at = (marked: string) => {
  const caret = marked.indexOf('^');
  return { text: marked.replace('^', ''), caret };
};

describe('where a variable is being written', () => {
  test.each([
    ['Hi {{^', ''],
    ['Hi {{ ^', ''],
    ['Hi {{ contact.na^', 'contact.na'],
    ['Hi {{ look up cust^', 'look up cust'],
    ['{{- mess^', 'mess'],
    ['{{ a | default: cont^', 'cont'],
    ['{% if conversation.st^', 'conversation.st'],
    ['{% if a == "x" and mess^', 'mess'],
    ['{% for x in conv^', 'conv'],
    ['{% assign x = con^', 'con'],
    ['{{ a }} and {{ b^ }}', 'b'],
  ])('%s', (marked, query) => {
    const { text, caret } = at(marked);
    expect(openingAt(text, caret)?.query).toBe(query);
  });

  test.each([
    'Hi ^',
    'Hi { contact^',
    'Hi {{ contact.name }}^',
    'Hi {{ contact.name }}, tha^',
    '{{ a | upc^',
    '{{ "contact^',
    '{% i^',
    '{% raw^',
    '{{ a | append: "x^',
  ])('nowhere: %s', (marked) => {
    const { text, caret } = at(marked);
    expect(openingAt(text, caret)).toBeUndefined();
  });
});

describe('a variable that was chosen', () => {
  test.each([
    ['Hi {{^', 'Hi {{ contact.name }}^'],
    ['Hi {{ con^, thanks', 'Hi {{ contact.name }}^, thanks'],
    ['Hi {{ con^ }}, thanks', 'Hi {{ contact.name }}^, thanks'],
    ['Hi {{ con^tact.na }}!', 'Hi {{ contact.name }}^!'],
    ['Hi {{^}}!', 'Hi {{ contact.name }}^!'],
    ['{% if con^ == "A" %}', '{% if contact.name^ == "A" %}'],
    ['{{ a | default: ^ }}', '{{ a | default: contact.name^ }}'],
  ])('%s', (marked, after) => {
    const { text, caret } = at(marked);
    const opening = openingAt(text, caret);
    expect(opening).toBeDefined();
    if (opening) {
      const { from, to, insert, caret: now } = accepted(text, opening, 'contact.name');
      const whole = text.slice(0, from) + insert + text.slice(to);
      expect(`${whole.slice(0, now)}^${whole.slice(now)}`).toBe(after);
    }
  });
});

describe('what is suggested', () => {
  const variables = [
    {
      path: 'steps.k3x.body.customer.name',
      title: 'body.customer.name',
      group: 'Look up customer',
    },
    { path: 'contact.name', title: 'Name', group: 'Contact' },
    { path: 'message.text', title: 'Message text', group: 'Message' },
  ];

  test('a step is found by its name', () => {
    expect(suggested(variables, 'look up').map((one) => one.path)).toEqual([
      'steps.k3x.body.customer.name',
    ]);
  });

  test('what begins like it comes first', () => {
    expect(suggested(variables, 'name').map((one) => one.path)).toEqual([
      'contact.name',
      'steps.k3x.body.customer.name',
    ]);
  });
});
