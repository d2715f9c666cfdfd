package dev.secateur.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.kernel.KernelDevices;

/// One command line run in this process, with everything that came of it.
///
/// @param code the exit code
record Trial(int code, String out, String err) {

    /// Runs a command line; a path among the arguments stands for its name.
    static Trial of(Object... arguments) {
        return with(new Interrupt(), arguments);
    }

    /// The same with an interrupt that the test may set.
    static Trial with(Interrupt interrupt, Object... arguments) {
        return with(interrupt, Trial::drawing, arguments);
    }

    static Trial with(Interrupt interrupt, GraphPainter painter, Object... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        return run(interrupt, painter, err, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    }

    private static Trial run(Interrupt interrupt, GraphPainter painter, ByteArrayOutputStream err, PrintStream errors,
            Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Streams streams = new Streams(new PrintStream(out, true, StandardCharsets.UTF_8), errors, false);
        Host host = new Host(streams,
                (model, device) -> streams.err().println("opened " + model.map(Path::toString).orElse("")),
                painter, new Views(), Trial.class.getClassLoader()::getResourceAsStream, interrupt, null,
                KernelDevices::found);
        int code = new CommandLineProgram(host)
                .run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Trial(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The same, with every line on standard error shown to `watcher` at once.
    static Trial watching(Interrupt interrupt, Consumer<String> watcher, Object... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream watched = new PrintStream(err, true, StandardCharsets.UTF_8) {
            @Override
            public void println(@Nullable String line) {
                super.println(line);
                watcher.accept(String.valueOf(line));
            }
        };
        return run(interrupt, Trial::drawing, err, watched, arguments);
    }

    private static byte[] drawing(dev.secateur.engine.graph.Graph graph, GraphPainter.Format format,
            dev.secateur.engine.job.Progress progress) {
        return (format + " of " + graph.nodes().size()).getBytes(StandardCharsets.UTF_8);
    }

    private static final class Views implements ViewPainter {

        @Override
        public List<String> views() {
            return List.of("graph", "slimming");
        }

        @Override
        public byte[] paint(Wanted wanted, dev.secateur.engine.job.Progress progress) {
            return wanted.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Standard output as JSON; fails if anything else is there.
    JsonNode json() {
        return new JsonMapper().readTree(out);
    }

    /// The sentence of a problem: its four parts in one text.
    String problem() {
        JsonNode problem = json().get("problem");
        return problem.get("what").asString() + " | " + problem.get("where").asString() + " | "
                + problem.get("why").asString() + " | " + problem.get("hint").asString();
    }
}
