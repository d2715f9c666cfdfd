package dev.secateur.views.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of nodes in places too narrow for them.
public final class NodeNames {

    /// A name as exporters make it of modules: `/layer1/layer1.0/bn1/BatchNormalization`.
    private static final Pattern PATH = Pattern.compile("(?<=^|\\s)(?:/[^/\\s]+){3,}(?=$|\\s)");

    private NodeNames() {}

    /// `layer1.0.bn1` for `/layer1/layer1.0/bn1/BatchNormalization`, wherever such a name stands in the text; others stay.
    public static String brief(String text) {
        return PATH.matcher(text).replaceAll(found -> {
            String[] parts = found.group().split("/");
            return Matcher.quoteReplacement(parts[parts.length - 3] + "." + parts[parts.length - 2]);
        });
    }
}
