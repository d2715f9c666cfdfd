package dev.secateur.engine.contract;

import java.util.Map;

/// Evaluates the expressions that stand for extents: sums, products, `floor(a / b)`, names.
final class Formula {

    private final String text;
    private final Map<String, Long> symbols;
    private int at;

    private Formula(String text, Map<String, Long> symbols) {
        this.text = text.replace(" ", "");
        this.symbols = symbols;
    }

    static long evaluate(String text, Map<String, Long> symbols) {
        Formula formula = new Formula(text, symbols);
        long value = formula.sum();
        if (formula.at != formula.text.length()) {
            throw new IllegalArgumentException("cannot read " + text + " from " + formula.at);
        }
        return value;
    }

    private long sum() {
        long value = takes('-') ? -product() : product();
        while (at < text.length()) {
            if (takes('+')) {
                value += product();
            } else if (takes('-')) {
                value -= product();
            } else {
                break;
            }
        }
        return value;
    }

    private long product() {
        long value = factor();
        while (takes('*')) {
            value *= factor();
        }
        return value;
    }

    private long factor() {
        if (takes('(')) {
            long value = sum();
            expect(')');
            return value;
        }
        if (text.startsWith("floor(", at)) {
            at += "floor(".length();
            long above = sum();
            expect('/');
            long below = factor();
            expect(')');
            return Math.floorDiv(above, below);
        }
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_[].".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(start, at);
        return Character.isDigit(word.charAt(0)) ? Long.parseLong(word) : symbols.getOrDefault(word, Long.MIN_VALUE);
    }

    private boolean takes(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!takes(c)) {
            throw new IllegalArgumentException("expected " + c + " in " + text + " at " + at);
        }
    }
}
