package dev.secateur.views.form;

import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import dev.secateur.engine.compress.ConfigReader;
import dev.secateur.engine.compress.Setting;
import dev.secateur.engine.problem.ProblemException;

/// One setting while it is being edited.
public final class FormField {

    private final Setting setting;
    private final StringProperty text;
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final BooleanBinding changed;

    FormField(Setting setting) {
        this.setting = setting;
        text = new SimpleStringProperty(setting.text());
        changed = text.isNotEqualTo(setting.text());
        text.addListener((o, was, is) -> error.set(judge(is)));
    }

    private String judge(String value) {
        try {
            ConfigReader.check(setting, value.strip());
            return "";
        } catch (ProblemException e) {
            String why = e.problem().why();
            return Character.toUpperCase(why.charAt(0)) + why.substring(1);
        }
    }

    /// What is set.
    public Setting setting() {
        return setting;
    }

    /// The value as typed.
    public StringProperty textProperty() {
        return text;
    }

    /// Why the value cannot be used; empty if it can.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /// True if the value is not the default.
    public BooleanBinding changed() {
        return changed;
    }

    /// Goes back to the default.
    public void reset() {
        text.set(setting.text());
    }

    boolean isSwitch() {
        return setting.value() instanceof Boolean;
    }
}
