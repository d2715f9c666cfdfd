package dev.secateur.engine.compress.scop;

import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.KnockoffLaw;
import dev.secateur.engine.problem.ProblemException;

/// Second-order Gaussian knockoffs of pictures in their leading principal components; what lies beyond them comes from another picture of
/// the batch.
///
/// Single pixels cannot be the coordinates: neighbours are nearly equal, so knockoffs with the right covariance would be nearly the pictures
/// themselves.
final class GaussianKnockoffs implements Knockoffs {

    private final PictureBasis basis;
    private final KnockoffLaw law;
    private final SecondOrder order;
    private final SplittableRandom random;

    private GaussianKnockoffs(PictureBasis basis, long seed) {
        this.basis = basis;
        this.order = SecondOrder.of(basis.covariance());
        this.law = new KnockoffLaw(basis.components(), flat(order.shift()), flat(order.root()));
        this.random = new SplittableRandom(seed);
    }

    /// Learns mean and covariance.
    ///
    /// @param components number of principal components at most; fewer if there are fewer pictures or pixels
    static GaussianKnockoffs of(Dataset pictures, Normalisation normalisation, int components, long seed,
            Progress progress) throws ProblemException {
        return new GaussianKnockoffs(PictureBasis.of(pictures, normalisation, components, progress), seed);
    }

    private static float[] flat(double[][] matrix) {
        int k = matrix.length;
        float[] flat = new float[k * k];
        for (int i = 0; i < k * k; i++) {
            flat[i] = (float) matrix[i / k][i % k];
        }
        return flat;
    }

    @Override
    public String description() {
        return ("second-order Gaussian knockoffs in %d principal components, which hold %.1f %% of the variance "
                + "(equicorrelated, s = %.3f); the rest from another picture of the batch").formatted(
                        basis.components(), 100 * basis.explained(), order.part());
    }

    @Override
    public Var of(Batch batch, Var real, Progress progress) {
        try (Section section = Torch.withoutGradients()) {
            long n = real.dim(0);
            long k = basis.components();
            Var centred = real.reshape(n, basis.values()).sub(basis.mean());
            Var coordinates = centred.matmul(basis.directions());
            Var rest = centred.sub(coordinates.matmul(basis.directions().transpose(0, 1)));
            float[] drawn = new float[(int) (n * k)];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (float) random.nextGaussian();
            }
            Var knockoffs = Var.of(Kernels.current().knockoffs(coordinates.toFloats(), drawn, law), n, k);
            Var other = rest.select(0, Var.of(Derangement.of((int) n, random)));
            return knockoffs.matmul(basis.directions().transpose(0, 1)).add(other).add(basis.mean())
                    .reshape(real.dims());
        }
    }

    @Override
    public void close() {
        basis.close();
    }
}
