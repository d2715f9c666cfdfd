package dev.secateur.views.graph;

/// A text that stops a regular expression which looks at it too often: some expressions take longer than anyone lives.
///
/// @param budget shared by all texts of one search
record WaryText(String text, Budget budget) implements CharSequence {

    /// How often characters may still be looked at.
    static final class Budget {
        private long left;

        Budget(long characters) {
            this.left = characters;
        }

        private void spend() {
            if (left-- <= 0) {
                throw new SpentException();
            }
        }
    }

    /// The budget is spent.
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private SpentException() {
            super("the expression looks at too many characters");
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.spend();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new WaryText(text.substring(start, end), budget);
    }

    @Override
    public String toString() {
        return text;
    }
}
