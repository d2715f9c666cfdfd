package dev.secateur.app.window;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;

import dev.secateur.app.settings.SettingsModel;
import dev.secateur.views.theme.Theme;

/// Gives the window the theme of the system, until the user chooses another one.
final class SystemTheme {

    private final ObjectProperty<Theme> theme;
    private final BooleanProperty follows = new SimpleBooleanProperty();
    private boolean following;

    SystemTheme(ObjectProperty<Theme> theme, SettingsModel settings) {
        this.theme = theme;
        follows.set(settings.get().followsSystem());
        follows.addListener((o, was, is) -> {
            settings.change(s -> s.withMore(s.further().withSystemTheme(is)));
            follow();
        });
        Platform.getPreferences().colorSchemeProperty().addListener(o -> follow());
        theme.addListener(o -> {
            if (!following) {
                follows.set(false);
            }
        });
        follow();
    }

    /// True while the theme is that of the system.
    BooleanProperty followsProperty() {
        return follows;
    }

    private void follow() {
        if (follows.get()) {
            following = true;
            theme.set(Platform.getPreferences().getColorScheme() == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT);
            following = false;
        }
    }
}
