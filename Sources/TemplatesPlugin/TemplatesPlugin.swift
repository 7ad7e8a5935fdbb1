import Foundation
import PackagePlugin

/// Puts the services of `flows` into the command, so that `allo new` has them wherever it runs.
@main
struct TemplatesPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "Templates.swift")
        let folders = [root.appending(path: "flows"), root.appending(path: "prompts")]
        return [
            .buildCommand(
                displayName: "Embedding the services of flows",
                executable: try context.tool(named: "embed-templates").url,
                arguments: [
                    root.path(percentEncoded: false), output.path(percentEncoded: false),
                ],
                inputFiles: folders.flatMap { folder in [folder] + files(below: folder) },
                outputFiles: [output])
        ]
    }

    /// All files below a folder and the folders themselves, so that a new file is seen too.
    private func files(below folder: URL) -> [URL] {
        guard
            let files = FileManager.default.enumerator(
                at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        else { return [] }
        return files.compactMap { $0 as? URL }.sorted { $0.path < $1.path }
    }
}
