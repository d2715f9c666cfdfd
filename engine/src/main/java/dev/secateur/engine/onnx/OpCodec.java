package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;

/// The table of encodings: operator record to attributes and back, for every version of ONNX's own operator set.
///
/// A node that says anything the table does not cover (an unknown attribute, a wrong type, an older form, too many inputs)
/// becomes {@link Opaque}, never a record that means something else.
public final class OpCodec {

    /// The newest operator set whose forms are known here; in later ones everything is opaque.
    public static final long NEWEST = 26;

    private static final Map<Class<? extends Op>, OpEntry<?>> BY_RECORD = entries()
            .collect(Collectors.toUnmodifiableMap(OpEntry::record, Function.identity()));
    private static final Map<String, OpEntry<?>> BY_TYPE = entries()
            .flatMap(e -> e.types().stream().map(t -> Map.entry(t, e)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private OpCodec() {}

    private static Stream<OpEntry<?>> entries() {
        return Stream.of(WindowCodecs.entries(), MathCodecs.entries(), AxisCodecs.entries(), ShapeCodecs.entries(),
                ActivationCodecs.entries(), NormalisationCodecs.entries(), IndexCodecs.entries(),
                SpatialCodecs.entries(),
                QuantisationCodecs.entries(), WindowCodecs.integers())
                .flatMap(List::stream);
    }

    /// The records that the table covers; {@link Opaque} needs no entry, it is what is not covered.
    public static Set<Class<? extends Op>> covered() {
        return Set.copyOf(BY_RECORD.keySet());
    }

    /// The names of the operators that a record stands for; empty if it is not covered.
    public static List<String> types(Class<? extends Op> record) {
        OpEntry<?> entry = BY_RECORD.get(record);
        return entry == null ? List.of() : entry.types();
    }

    /// True for both names of ONNX's own domain.
    static boolean isOwn(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    /// The record of a node.
    ///
    /// @param domain the node's domain as the file says
    static Op decode(String domain, Site site, Map<String, Attribute> attributes) {
        OpEntry<?> entry = isOwn(domain) && site.opset() <= NEWEST ? BY_TYPE.get(site.type()) : null;
        if (entry == null) {
            return new Opaque(domain, site.type(), attributes);
        }
        return entry.decode(new Attributes(attributes), site)
                .orElseGet(() -> new Opaque(domain, site.type(), attributes));
    }

    /// Says a record in attributes; the encoding tells if its operator set cannot.
    static void encode(Op op, Encoding out) {
        OpEntry<?> entry = BY_RECORD.get(op.getClass());
        if (entry == null) {
            ((Opaque) op).attributes().forEach(out::put);
        } else {
            entry.encode(op, out);
        }
    }
}
