public import Telephony

extension FlowProgram {
    /// What a customer file says; it fails where there is no such file.
    public func answer(directory: String, column: String, value: String) -> OutsideAnswer {
        centre.directories[directory]?.customers.answer(column: column, value: value) ?? .failed
    }
}
