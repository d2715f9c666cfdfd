package dev.secateur.engine.problem;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// A problem that someone outside the program can mend. All parts are plain sentences or names, without a full stop.
public sealed interface Problem {

    /// What did not work: `cannot read the model`.
    String what();

    /// The place: a file, a node, a setting; empty if there is none.
    String where();

    /// The reason: `it ends after 120 of 4,096 bytes`.
    String why();

    /// What the user can do; empty if nothing better is known than the reason.
    String hint();

    /// All parts as the one sentence that is shown.
    default String sentence() {
        String place = where().isEmpty() ? "" : " (" + where() + ")";
        String cure = hint().isEmpty() ? "" : "; " + hint();
        return what() + place + ": " + why() + cure + ".";
    }

    /// A file or folder cannot be read or written as asked.
    record OfFile(String what, Path file, String why, String hint) implements Problem {
        @Override
        public String where() {
            return file.toString();
        }
    }

    /// A model is not what it should be, or not what the task needs.
    ///
    /// @param file the model's file, null for a graph that was never saved
    /// @param node the name of the node or value at fault, null if the model as a whole
    record OfModel(String what, @Nullable Path file, @Nullable String node, String why,
            String hint) implements Problem {
        @Override
        public String where() {
            String place = file == null ? "" : file.toString();
            if (node == null) {
                return place;
            }
            return place.isEmpty() ? "node " + node : place + ", node " + node;
        }
    }

    /// A setting, a method's name or an argument is not usable.
    record OfSetting(String what, String setting, String why, String hint) implements Problem {
        @Override
        public String where() {
            return setting;
        }
    }

    /// Data (samples, labels) cannot serve.
    record OfData(String what, String source, String why, String hint) implements Problem {
        @Override
        public String where() {
            return source;
        }
    }

    /// A device, a runtime or a native library does not do its part.
    record OfDevice(String what, String device, String why, String hint) implements Problem {
        @Override
        public String where() {
            return device;
        }
    }
}
