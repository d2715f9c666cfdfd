package dev.secateur.views.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigReader;
import dev.secateur.engine.compress.Setting;
import dev.secateur.engine.problem.ProblemException;

/// A configuration while it is being edited.
///
/// @param <C> the configuration's record
public final class FormModel<C extends Record> {

    private final C base;
    private final List<FormField> fields;
    private final ReadOnlyObjectWrapper<@Nullable C> config = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

    /// @param defaults the values at the start
    public FormModel(C defaults) {
        base = defaults;
        fields = Setting.of(defaults).stream().map(FormField::new).toList();
        // Change listeners run in their order, so the field has judged its text before it is read here.
        fields.forEach(f -> f.textProperty().addListener((o, was, is) -> read()));
        read();
    }

    /// The settings in the record's order.
    public List<FormField> fields() {
        return fields;
    }

    /// The field with this key.
    public Optional<FormField> field(String key) {
        return fields.stream().filter(f -> f.setting().key().equals(key)).findFirst();
    }

    /// The configuration as it stands; null while a value cannot be used.
    public ReadOnlyObjectProperty<@Nullable C> configProperty() {
        return config.getReadOnlyProperty();
    }

    /// Why there is no configuration although each value could be used: values that do not go together. Empty otherwise.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /// All back to the defaults.
    public void reset() {
        fields.forEach(FormField::reset);
    }

    private void read() {
        error.set("");
        if (fields.stream().anyMatch(f -> !f.errorProperty().get().isEmpty())) {
            config.set(null);
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(f -> values.put(f.setting().key(), f.textProperty().get().strip()));
        try {
            config.set(ConfigReader.read(base, values));
        } catch (ProblemException e) {
            config.set(null);
            error.set("These values do not go together: " + e.problem().why());
        }
    }
}
