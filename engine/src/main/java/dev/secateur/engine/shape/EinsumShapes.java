package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Einsum;

/// Einstein's notation.
final class EinsumShapes {

    private static final String REST = "...";

    private EinsumShapes() {}

    static void register(ShapeTable table) {
        table.shape(Einsum.class, EinsumShapes::einsum);
    }

    private static void einsum(Einsum op, Site site) {
        String equation = op.equation().replace(" ", "");
        int arrow = equation.indexOf("->");
        String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        if (terms.length != site.inputCount()) {
            site.conflict("its equation " + op.equation() + " is for " + terms.length + " operands");
            return;
        }
        Map<Character, Extent> extents = new TreeMap<>();
        List<Extent> rest = List.of();
        for (int i = 0; i < terms.length; i++) {
            List<Extent> dims = site.dims(i);
            if (dims == null) {
                site.give(0, site.dtype(0), null);
                return;
            }
            List<Extent> own = read(terms[i], dims, extents, site);
            rest = own == null ? null : Broadcast.of(rest, own, site);
            if (rest == null) {
                return;
            }
        }
        String result = arrow < 0 ? implied(terms) : equation.substring(arrow + 2);
        site.give(0, site.dtype(0), result(result, extents, rest));
    }

    /// Notes the extents of a term's axes.
    ///
    /// @return the extents behind its ellipsis, null after reporting a conflict
    private static @Nullable List<Extent> read(String term, List<Extent> dims, Map<Character, Extent> extents,
            Site site) {
        int ellipsis = term.indexOf(REST);
        String letters = term.replace(REST, "");
        int hidden = dims.size() - letters.length();
        if (hidden < 0 || ellipsis < 0 && hidden > 0) {
            site.conflict("its term " + term + " is for an operand " + Fact.display(dims));
            return null;
        }
        int from = ellipsis < 0 ? letters.length() : ellipsis;
        for (int i = 0; i < letters.length(); i++) {
            Extent extent = dims.get(i < from ? i : i + hidden);
            Extent known = extents.getOrDefault(letters.charAt(i), Extent.ONE);
            Extent agreed = known.is(1) ? extent : extent.is(1) ? known : Broadcast.unify(known, extent);
            if (agreed == null) {
                site.conflict("its axis " + letters.charAt(i) + " has an extent of " + known + " and of " + extent);
                return null;
            }
            extents.put(letters.charAt(i), agreed);
        }
        return dims.subList(from, from + hidden);
    }

    /// Without an arrow the result has the axes that stand once, in the order of the alphabet.
    private static String implied(String[] terms) {
        String all = String.join("", terms);
        StringBuilder result = new StringBuilder(all.contains(REST) ? REST : "");
        all.replace(".", "").chars().sorted().filter(c -> all.indexOf(c) == all.lastIndexOf(c))
                .forEach(c -> result.append((char) c));
        return result.toString();
    }

    private static List<Extent> result(String term, Map<Character, Extent> extents, List<Extent> rest) {
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < term.length(); i++) {
            if (term.startsWith(REST, i)) {
                dims.addAll(rest);
                i += REST.length() - 1;
            } else {
                dims.add(extents.getOrDefault(term.charAt(i), Extent.UNKNOWN));
            }
        }
        return dims;
    }
}
