/// Names of flows.
public enum FlowName {
    /// Whether a flow may be called so: letters, digits and hyphens, beginning with a letter.
    public static func isName(_ text: String) -> Bool {
        Names.isName(text) && !Names.reserved.contains(text)
    }
}
