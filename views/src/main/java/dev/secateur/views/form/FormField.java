package dev.secateur.views.form;

import java.math.BigDecimal;
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
        text = new SimpleStringProperty(plain(setting));
        changed = text.isNotEqualTo(plain(setting));
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

    /// The default as people write it: `0.0005`, not `5.0E-4`.
    String standard() {
        return plain(setting);
    }

    private static String plain(Setting setting) {
        return setting.value() instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : setting.text();
    }

    /// Takes the value that another configuration has for it.
    public void show(Setting other) {
        text.set(plain(other));
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
        text.set(plain(setting));
    }

    boolean isSwitch() {
        return setting.value() instanceof Boolean;
    }
}
