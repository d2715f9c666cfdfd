package dev.secateur.views.component;

import java.util.function.Function;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

/// The words for the items of a list that is not typed into.
public final class Words {

    private Words() {}

    /// @param words of an item; nothing chosen has none
    public static <T> StringConverter<T> of(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T item) {
                return item == null ? "" : words.apply(item);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("the list is not editable");
            }
        };
    }
}
