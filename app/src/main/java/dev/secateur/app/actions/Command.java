package dev.secateur.app.actions;

import java.util.List;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Icon;

/// One thing that the user can do.
///
/// @param title as in the menu: `Open…`
/// @param keys the first is shown, all work; empty for none
/// @param localKey a key that the graph itself answers while it has the focus, for display only; empty for none
/// @param icon null for none
/// @param enabled whether it can be done now
/// @param checked for a command that switches something: whether it is on
/// @param action does it
public record Command(String title, List<KeyCombination> keys, String localKey, @Nullable Icon icon,
        ObservableValue<Boolean> enabled, @Nullable Property<Boolean> checked, Runnable action) {

    private static final ObservableValue<Boolean> ALWAYS = new SimpleBooleanProperty(true);

    public Command {
        keys = List.copyOf(keys);
    }

    /// A command without key and icon that can always be done.
    public static Command of(String title, Runnable action) {
        return new Command(title, List.of(), "", null, ALWAYS, null, action);
    }

    /// A command that switches something on and off.
    public static Command toggling(String title, Property<Boolean> what) {
        return new Command(title, List.of(), "", null, ALWAYS, what, () -> what.setValue(!what.getValue()));
    }

    /// With keys in JavaFX's notation: `Shortcut+Shift+P`.
    public Command keys(String... combinations) {
        List<KeyCombination> parsed = java.util.Arrays.stream(combinations).map(KeyCombination::keyCombination)
                .toList();
        return new Command(title, parsed, localKey, icon, enabled, checked, action);
    }

    /// With a key that the graph answers by itself.
    public Command localKey(String name) {
        return new Command(title, keys, name, icon, enabled, checked, action);
    }

    public Command icon(Icon shown) {
        return new Command(title, keys, localKey, shown, enabled, checked, action);
    }

    public Command enabledWhen(ObservableValue<Boolean> condition) {
        return new Command(title, keys, localKey, icon, condition, checked, action);
    }

    /// Does it if it can be done now.
    public void run() {
        if (enabled.getValue()) {
            action.run();
        }
    }

    /// The key as people read it: `Ctrl+O`; empty for none.
    public String keyText() {
        return keys.isEmpty() ? localKey : keys.getFirst().getDisplayText();
    }

    /// Title without the dots that announce a dialog, with its key: for tooltips.
    public String tip() {
        String plain = title.endsWith("…") ? title.substring(0, title.length() - 1) : title;
        return keyText().isEmpty() ? plain : plain + " (" + keyText() + ")";
    }
}
