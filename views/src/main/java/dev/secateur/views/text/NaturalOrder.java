package dev.secateur.views.text;

import java.util.Comparator;

/// Orders texts as people do: `conv2` before `conv10`, upper and lower case alike unless that is all that differs.
public enum NaturalOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = endOfRun(a, i);
            int endB = endOfRun(b, j);
            int order = compareRuns(a.substring(i, endA), b.substring(j, endB));
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /// The end of the digits that begin at `start`, or of the one character there.
    private static int endOfRun(String text, int start) {
        int end = start + 1;
        if (isDigit(text.charAt(start))) {
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int compareRuns(String a, String b) {
        if (!isDigit(a.charAt(0)) || !isDigit(b.charAt(0))) {
            return Character.compare(Character.toLowerCase(a.charAt(0)), Character.toLowerCase(b.charAt(0)));
        }
        String plainA = a.replaceFirst("^0+(?=.)", "");
        String plainB = b.replaceFirst("^0+(?=.)", "");
        int lengths = Integer.compare(plainA.length(), plainB.length());
        return lengths != 0 ? lengths : plainA.compareTo(plainB);
    }
}
