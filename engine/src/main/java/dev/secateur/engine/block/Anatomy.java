package dev.secateur.engine.block;

import java.util.List;

/// The parts of a block, all nodes by id.
///
/// @param main the convolutions on the main path, first to last
/// @param addition the node that adds the shortcut; -1 if there is none
/// @param trailing the node that makes the result of the activation after the addition; -1 if there is none
public record Anatomy(List<Unit> main, Shortcut shortcut, int addition, int trailing) {

    public Anatomy {
        main = List.copyOf(main);
    }

    /// A convolution with what follows it up to the next one.
    ///
    /// @param normalisations batch normalisations behind it
    /// @param activations the last nodes of the activations behind it
    public record Unit(int convolution, List<Integer> normalisations, List<Integer> activations) {
        public Unit {
            normalisations = List.copyOf(normalisations);
            activations = List.copyOf(activations);
        }
    }

    /// The way around the main path.
    public sealed interface Shortcut {

        /// No way around.
        record None() implements Shortcut {}

        /// The entry itself.
        record Identity() implements Shortcut {}

        /// One convolution.
        record Projection(Unit unit) implements Shortcut {}

        /// Something else.
        ///
        /// @param text its operators for people: `Slice + Pad`
        /// @param nodes ids of its nodes
        record Other(String text, List<Integer> nodes) implements Shortcut {
            public Other {
                nodes = List.copyOf(nodes);
            }
        }
    }
}
