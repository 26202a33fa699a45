import { exp, log } from './deterministic-math.ts';
import { mapLabels, normalise, type Distribution } from './distribution.ts';

/**
 * Temperature scaling (Guo et al. 2017) of a finished distribution: p^(1/temperature), normalised. Above 1 it
 * doubts, below 1 it sharpens. Throws unless the temperature is positive and finite.
 */
export function applyTemperature(distribution: Distribution, temperature: number): Distribution {
  if (!(temperature > 0) || !Number.isFinite(temperature)) throw new RangeError(`temperature ${temperature}`);
  return raise(distribution, () => 0, 1 / temperature);
}

/**
 * Takes `strength` (0 none … 1 all) of a training set's label frequencies out of a posterior: p·prior^−strength,
 * normalised (Saerens et al. 2002). A label that training never had keeps its probability.
 */
export function applyPrior(
  distribution: Distribution,
  trainingPrior: Distribution,
  strength: number,
): Distribution {
  return raise(
    distribution,
    (label) => (trainingPrior[label] > 0 ? -strength * log(trainingPrior[label]) : 0),
    1,
  );
}

/** p^power·e^shift, normalised; shifted by the largest exponent first, so that nothing overflows. */
function raise(
  distribution: Distribution,
  shiftOf: (label: keyof Distribution) => number,
  power: number,
): Distribution {
  const exponents = mapLabels((label) => power * log(distribution[label]) + shiftOf(label));
  const highest = Math.max(...Object.values(exponents));
  return normalise(
    mapLabels((label) => (exponents[label] === -Infinity ? 0 : exp(exponents[label] - highest))),
  );
}
