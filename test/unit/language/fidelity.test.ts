/** What a deterministic program prints is what CPython prints, character for character. */
import { describe, expect, test } from 'vitest';
import { compilePython } from '../../../src/language/python/compile.ts';
import { createVm } from '../../../src/vm/vm.ts';
import { fixtures } from './fixtures.ts';

interface Outcome {
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, always stepping the first thread that can; these programs give one output only. */
function run(source: string): Outcome {
  const compiled = compilePython(source);
  if (!compiled.ok) throw new Error(compiled.diagnostics.map((d) => `${d.line}: ${d.message}`).join('\n'));
  const vm = createVm(compiled.program);
  const choices = new Int32Array(vm.limits.threads);
  let out = '';
  let err = '';
  const collect = (): void => {
    for (const effect of vm.effects()) {
      if (effect.kind === 'print') out += effect.text;
      if (effect.kind === 'error') err = effect.text;
    }
  };
  collect();
  for (let steps = 0; vm.choices(choices) > 0; steps++) {
    if (steps > 100_000) throw new Error('does not end');
    vm.step(choices[0] ?? 0);
    collect();
  }
  return { out, err };
}

describe('output equals CPython 3.11', () => {
  for (const { name, source, recorded } of fixtures()) {
    test(name, () => {
      const { out, err } = run(source);
      expect(out).toBe(recorded.out);
      expect(err).toBe(recorded.err);
    });
  }
});
