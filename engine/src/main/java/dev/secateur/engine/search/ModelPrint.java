package dev.secateur.engine.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;

import dev.secateur.engine.graph.Graph;

/// Tells models apart among the conditions of a search.
public final class ModelPrint {

    private ModelPrint() {}

    /// SHA-256 of the names of nodes and of the numbers of constants, as hexadecimal digits.
    public static String of(Graph graph) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        graph.nodes().forEach(n -> digest.update((graph.name(n) + '\n').getBytes(StandardCharsets.UTF_8)));
        graph.constants().entrySet().stream().sorted(Comparator.comparing(e -> graph.name(e.getKey())))
                .map(Map.Entry::getValue).filter(t -> t.strings().isEmpty())
                .forEach(t -> digest.update(t.bytes().asByteBuffer()));
        return HexFormat.of().formatHex(digest.digest());
    }
}
