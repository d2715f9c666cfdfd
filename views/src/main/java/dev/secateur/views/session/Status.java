package dev.secateur.views.session;

/// One message of the status line.
///
/// @param kind how it is meant; shown by a glyph and a colour
/// @param text one sentence without a full stop
public record Status(Kind kind, String text) {

    /// How a message is meant.
    public enum Kind {
        PLAIN, GOOD, WARNING, BAD
    }

    /// Nothing to say.
    public static final Status NONE = new Status(Kind.PLAIN, "");

    public static Status plain(String text) {
        return new Status(Kind.PLAIN, text);
    }

    public static Status good(String text) {
        return new Status(Kind.GOOD, text);
    }

    public static Status warning(String text) {
        return new Status(Kind.WARNING, text);
    }

    public static Status bad(String text) {
        return new Status(Kind.BAD, text);
    }
}
