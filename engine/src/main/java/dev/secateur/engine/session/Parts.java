package dev.secateur.engine.session;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxParts;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;

/// What the graph of a version consists of, each a payload.
///
/// @param skeleton the model without its large tensors
/// @param tensors the large tensors
/// @param nodes ids of the nodes by their first output
record Parts(String skeleton, List<String> tensors, Map<String, Integer> nodes) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-parts", 1);

    Parts {
        tensors = List.copyOf(tensors);
        nodes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /// A graph taken apart: the payloads by name, and under which of these names this list of them stands.
    record Taken(String name, Map<String, MemorySegment> payloads) {}

    static Taken take(Graph graph, Payloads payloads) throws ProblemException {
        OnnxParts apart = OnnxParts.of(graph, payloads::name);
        Map<String, MemorySegment> all = new LinkedHashMap<>(apart.tensors());
        String skeleton = add(apart.skeleton(), all);
        Parts parts = new Parts(skeleton, List.copyOf(apart.tensors().keySet()), graph.nodeIds());
        return new Taken(add(JsonFile.encode(FORMAT, parts), all), all);
    }

    private static String add(byte[] bytes, Map<String, MemorySegment> all) {
        MemorySegment segment = MemorySegment.ofArray(bytes);
        String name = Payloads.digest(segment);
        all.put(name, segment);
        return name;
    }

    static Parts read(String name, Payloads payloads, Path shown) throws ProblemException {
        return JsonFile.decode(bytes(payloads.read(name)), FORMAT, Parts.class, shown);
    }

    /// Puts the graph together; tensors that it has in common with another one lie over the same bytes.
    Graph join(Payloads payloads, OnnxParts.Came came) throws ProblemException {
        Map<String, MemorySegment> given = new LinkedHashMap<>();
        for (String tensor : tensors) {
            given.put(tensor, payloads.read(tensor));
        }
        return new OnnxParts(bytes(payloads.read(skeleton)), given).join(came).withNodeIds(nodes);
    }

    /// Names of all payloads but the one of this list.
    List<String> all() {
        List<String> all = new ArrayList<>(tensors);
        all.add(skeleton);
        return all;
    }

    private static byte[] bytes(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }
}
