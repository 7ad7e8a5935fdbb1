import Telephony

extension CentreCompiler {
    /// The customers of a file, found by every column that a flow searches.
    mutating func customers(
        _ bytes: [UInt8], _ telephone: [YAMLScalar], _ file: YAMLScalar, _ countryCode: String,
        directory: String
    ) -> CustomerDirectory? {
        let telephoneNames = Set(telephone.map(\.text))
        let columns = searchedColumns(of: directory).union(telephoneNames)
        var keys = columns.sorted().map {
            CustomerDirectory.Key($0, isTelephone: telephoneNames.contains($0))
        }
        while true {
            do throws(DirectoryError) {
                return try CustomerDirectory(bytes, keys: keys, countryCode: countryCode)
            } catch {
                guard case .missingColumn(let name) = error.reason,
                    let index = keys.firstIndex(where: { $0.column == name })
                else {
                    report(error, file)
                    return nil
                }
                keys.remove(at: index)
                if let written = telephone.first(where: { $0.text == name }) {
                    add(
                        .unknownColumn,
                        "the customer file has no column ‘\(name.shortened)’", at: written)
                }
            }
        }
    }

    /// The columns by which steps of all flows look customers up, and by which they name them: a
    /// transcript asks for a customer by name.
    private func searchedColumns(of directory: String) -> Set<String> {
        Set(
            files.flows.flatMap(\.steps)
                .filter { $0.kind == .lookUp && $0.fields.text(.lookUp) == directory }
                .flatMap { [$0.fields.text(.by), $0.fields.text(.identifies)] }
                .compactMap(\.self))
    }

    private mutating func report(_ error: DirectoryError, _ file: YAMLScalar) {
        add(
            .badCustomerFile,
            "‘\(file.text.shortened)’, line \(error.line), column \(error.column): "
                + error.description, at: file)
    }
}
