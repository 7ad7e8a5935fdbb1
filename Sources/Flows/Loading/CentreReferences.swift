/// The files that a centre file names: what the shell must read before it can be checked.
///
/// Nothing is judged here; a centre file that can't be read names none.
public struct CentreReferences: Equatable, Sendable {
    /// The folder of the prompts, relative to the centre file.
    public var prompts: String
    /// The customer files, relative to the centre file.
    public var customerFiles: [String]
    /// The music files, relative to the centre file.
    public var musicFiles: [String]
    /// The certificates, keys, passwords and PINs, relative to the centre file.
    public var files: [String]
    /// Whether it names voices, so that those of this machine must be known.
    public var namesVoices: Bool

    /// The folder of the prompts unless the centre file names another.
    public static let usualPrompts = "../prompts"

    /// Reads what a centre file names; without one, the usual folder of the prompts.
    public init(of centre: SourceText? = nil) {
        var loader = DocumentLoader()
        let fields = centre.flatMap { loader.centre($0) }?.fields
        prompts = fields?.text(.prompts) ?? CentreReferences.usualPrompts
        namesVoices = !(fields?.mapping(.voices).isEmpty ?? true)
        customerFiles =
            fields?.mapping(.directories).compactMap { Fields($0.value).text(.file) } ?? []
        musicFiles = fields?.mapping(.music).compactMap { Fields($0.value).text(.file) } ?? []
        let telephone = fields?[.telephone].map(Fields.init)
        let users = fields?[.phones].map { Fields($0).mapping(.users) } ?? []
        let trunks = fields?.mapping(.trunks) ?? []
        let accounts = (trunks + users).map { Fields($0.value) }
        files =
            [telephone?.text(.certificate), telephone?.text(.privateKey)].compactMap(\.self)
            + accounts.compactMap { $0.text(.passwordFile) }
            + (fields?.mapping(.agents) ?? []).compactMap { Fields($0.value).text(.pinFile) }
            + trunks.compactMap { Fields($0.value).text(.authorities) }
    }
}
