package dev.secateur.views.inspector;

/// One row of the inspector.
///
/// @param name what it is
/// @param value the value as shown
/// @param note small print behind it, such as a type; may be empty
public record Fact(String name, String value, String note) {

    public Fact(String name, String value) {
        this(name, value, "");
    }
}
