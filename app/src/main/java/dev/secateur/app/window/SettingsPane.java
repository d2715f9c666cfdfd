package dev.secateur.app.window;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import dev.secateur.app.settings.SettingsModel;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;

/// What the program remembers and can be told: theme, threads, room for sessions. Each change counts at once.
final class SettingsPane extends VBox {

    private static final double WIDTH = 440;
    private static final double LABEL = 128;
    private static final double ICON = 14;

    private final BooleanProperty system;
    private final Property<Boolean> dark;
    private final VBox rows = new VBox(8);

    /// Where the theme comes from.
    enum Look {
        SYSTEM("As the system"), LIGHT("Light"), DARK("Dark");

        private final String title;

        Look(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /// @param system whether the theme is that of the system
    /// @param dark whether the theme is dark
    /// @param sessions shows the sessions that are kept
    SettingsPane(SessionModel session, SettingsModel settings, BooleanProperty system, Property<Boolean> dark,
            Runnable sessions) {
        this.system = system;
        this.dark = dark;
        setId("settings-pane");
        getStyleClass().addAll("settings-pane", "floating");
        setPrefWidth(WIDTH);
        setMaxSize(WIDTH, USE_PREF_SIZE);
        rows.getStyleClass().add("settings-rows");
        Label room = new Label();
        room.textProperty().bind(settings.budgetProperty().map(b -> Figures.bytes(b.longValue()) + " at most"));
        Button show = new Button("Sessions…");
        show.getStyleClass().add("small");
        show.setOnAction(e -> sessions.run());
        HBox kept = new HBox(8, room, show);
        kept.setAlignment(Pos.CENTER_LEFT);
        rows.getChildren().addAll(row("Theme", look()), row("Threads", threads(session)),
                row("Kept sessions", kept));
        getChildren().addAll(header(), rows);
        setVisible(false);
    }

    private PaneHeader header() {
        PaneHeader header = new PaneHeader("Settings");
        Button close = new Button(null, Icon.X.at(ICON));
        close.getStyleClass().addAll("icon-button", "small");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close the settings");
        close.setOnAction(e -> setVisible(false));
        header.options().add(close);
        return header;
    }

    /// Adds a further setting.
    void add(String label, Node field) {
        rows.getChildren().add(row(label, field));
    }

    private static HBox row(String label, Node field) {
        Label name = new Label(label);
        name.setLabelFor(field);
        name.setMinWidth(LABEL);
        HBox row = new HBox(8, name, field);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private ComboBox<Look> look() {
        ComboBox<Look> choice = new ComboBox<>();
        choice.setId("settings-theme");
        choice.setAccessibleText("Theme");
        choice.getItems().setAll(Look.values());
        Runnable show = () -> choice
                .setValue(system.get() ? Look.SYSTEM : dark.getValue() ? Look.DARK : Look.LIGHT);
        system.addListener(o -> show.run());
        dark.addListener(o -> show.run());
        show.run();
        choice.setOnAction(e -> {
            Look chosen = choice.getValue();
            if (chosen == Look.SYSTEM) {
                system.set(true);
            } else if (chosen != null) {
                system.set(false);
                dark.setValue(chosen == Look.DARK);
            }
        });
        return choice;
    }

    private static Spinner<Integer> threads(SessionModel session) {
        Spinner<Integer> threads = new Spinner<>(1, Math.max(1, Runtime.getRuntime().availableProcessors()),
                session.runSettings().threads());
        threads.setId("settings-threads");
        threads.setAccessibleText("Threads for measuring, comparing and training");
        threads.valueProperty().addListener((o, was, is) -> {
            RunSettings now = session.runSettings();
            if (is != now.threads()) {
                session.runSettingsProperty().set(now.withThreads(is));
            }
        });
        session.runSettingsProperty()
                .addListener((o, was, is) -> threads.getValueFactory().setValue(is.threads()));
        return threads;
    }
}
