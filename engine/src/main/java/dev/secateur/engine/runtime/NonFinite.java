package dev.secateur.engine.runtime;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Refuses results that are not numbers: infinities and NaN.
public final class NonFinite {

    private NonFinite() {}

    /// Number of elements that are infinite or NaN; 0 for every type without such values.
    public static long count(Tensor tensor) {
        if (!tensor.dtype().isFloating()) {
            return 0;
        }
        long found = 0;
        for (long i = 0; i < tensor.elements(); i++) {
            if (!Double.isFinite(tensor.doubleAt(i))) {
                found++;
            }
        }
        return found;
    }

    /// Returns if every element is finite.
    ///
    /// @param name of the value
    /// @param whose which network it comes from, for people
    /// @throws ProblemException naming the value and how many of its elements are not finite
    public static void refuse(String name, Tensor tensor, String whose) throws ProblemException {
        long found = count(tensor);
        if (found > 0) {
            throw ProblemException.ofModel("a result of " + whose + " is not finite", name,
                    found + " of " + tensor.elements() + " numbers are infinite or not a number",
                    "look for the first node whose result is not finite, or give other inputs");
        }
    }
}
