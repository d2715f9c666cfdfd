package dev.secateur.engine.compress;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Names that someone may have meant.
public final class NearestNames {

    private static final int MOST = 3;

    private NearestNames() {}

    /// The names nearest to what was written, best first, at most three; empty if none is near.
    public static List<String> of(String written, Collection<String> names) {
        String word = written.toLowerCase(Locale.ROOT);
        int near = Math.max(2, word.length() / 2);
        return names.stream().filter(n -> distance(word, n.toLowerCase(Locale.ROOT)) <= near)
                .sorted(Comparator.<String>comparingInt(n -> distance(word, n.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST).toList();
    }

    /// A hint that offers the nearest names, or all of them where none is near and they are few.
    public static String hint(String written, Collection<String> names) {
        List<String> near = of(written, names);
        if (!near.isEmpty()) {
            return "did you mean " + String.join(" or ", near);
        }
        return names.size() <= 12 ? "there are " + String.join(", ", names) : "";
    }

    /// Letters to insert, remove, replace, or swap with their neighbour; 1 if one is the beginning of the other.
    private static int distance(String a, String b) {
        if (a.length() > 2 && (a.startsWith(b) || b.startsWith(a))) {
            return a.equals(b) ? 0 : 1;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
