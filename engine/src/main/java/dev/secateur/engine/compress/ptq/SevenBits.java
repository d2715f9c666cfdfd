package dev.secateur.engine.compress.ptq;

/// When weights of 8 bits keep to 7.
public enum SevenBits {

    /// Where this processor could saturate with 8.
    AUTO("auto"),
    /// Always: the file is for a processor without VNNI.
    ALWAYS("always"),
    /// Never: the file is for another processor, or overflow is accepted.
    NEVER("never");

    private final String id;

    SevenBits(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
