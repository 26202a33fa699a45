import { Screen } from '../../../ui/screen.tsx';

export function PlanScreen() {
  return <Screen title="Safety plan">{null}</Screen>;
}
