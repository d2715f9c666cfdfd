package dev.secateur.engine.data;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchesTest {

    private static final Normalisation AS_IS = new Normalisation(1, new double[]{0}, new double[]{1});

    private static float[] first(Dataset data, int from, int count) throws ProblemException {
        float[] values = Batches.of(data, AS_IS, from, count).toFloats();
        float[] firsts = new float[count];
        for (int i = 0; i < count; i++) {
            firsts[i] = values[i * data.extents().values()];
        }
        return firsts;
    }

    @Test
    void thePlaceOfABrokenPictureIsTakenByTheNextThatCanBeRead() throws ProblemException {
        Numbered data = new Numbered(5, 2).withBroken(1, 4);
        assertThat(first(data, 0, 3)).containsExactly(0, 2, 2);
        assertThat(first(data, 3, 2)).containsExactly(3, 0);
    }

    @Test
    void theFirstFailureIsToldIfNoneCanBeRead() {
        Numbered data = new Numbered(3, 2).withBroken(0, 1, 2);
        assertThatThrownBy(() -> Batches.of(data, AS_IS, 1, 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("picture 1 of numbered");
    }

    @Test
    void aNormalisationForOtherChannelsIsRefused() {
        Normalisation colour = new Normalisation(1, new double[]{0, 0, 0}, new double[]{1, 1, 1});
        assertThatThrownBy(() -> Batches.of(new Numbered(3, 2), colour, 0, 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("3 channels and the pictures have 1");
    }
}
