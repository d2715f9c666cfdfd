package dev.secateur.app.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Offers names for one that does not exist.
final class Nearest {

    private static final int OFFERED = 3;

    private Nearest() {}

    /// The names nearest to `wrong`, best first; all in their order if none is near.
    static List<String> to(String wrong, Collection<String> names) {
        String lower = wrong.toLowerCase(Locale.ROOT);
        int near = Math.max(2, wrong.length() / 3);
        List<String> close = names.stream()
                .filter(n -> distance(lower, n.toLowerCase(Locale.ROOT)) <= near
                        || n.toLowerCase(Locale.ROOT).contains(lower))
                .sorted(Comparator.comparingInt(n -> distance(lower, n.toLowerCase(Locale.ROOT)))).limit(OFFERED)
                .toList();
        return close.isEmpty() ? List.copyOf(names) : close;
    }

    /// A hint that offers them: `the nearest: rate`
    static String hint(String wrong, Collection<String> names) {
        List<String> offered = to(wrong, names);
        if (offered.isEmpty()) {
            return "there are none";
        }
        return (offered.size() < names.size() ? "the nearest: " : "there are: ") + String.join(", ", offered);
    }

    /// Number of letters to insert, remove or replace (Levenshtein 1966).
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
