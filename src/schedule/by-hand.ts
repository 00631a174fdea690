import { type Scheduler, STOP } from './scheduler.ts';

/** Goes on with the same thread while it can, else with the one of smallest id: what Play does when nobody chooses. */
export const runOn: Scheduler = ({ vm, enabled, count, last }) => {
  if (last >= 0 && last < vm.threadCount() && vm.enabled(last)) return last;
  return count > 0 ? (enabled[0] as number) : STOP;
};
