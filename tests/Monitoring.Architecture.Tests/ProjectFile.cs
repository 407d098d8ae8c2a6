using System.Xml.Linq;
using Monitoring.TestData;

namespace Monitoring.Architecture.Tests;

/// <summary>A csproj of the solution, as written.</summary>
internal sealed record ProjectFile
{
    public required string Name { get; init; }

    /// <summary>The first directory below the root: src, tests, samples, benchmarks, aot.</summary>
    public required string Area { get; init; }

    public required string Directory { get; init; }

    public required string RootNamespace { get; init; }

    public required IReadOnlyList<string> ProjectReferences { get; init; }

    public required IReadOnlyList<string> PackageReferences { get; init; }

    public required IReadOnlyList<string> InternalsVisibleTo { get; init; }

    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. new[] { "src", "tests", "samples", "benchmarks", "aot" }.SelectMany(ReadArea).OrderBy(project => project.Name, StringComparer.Ordinal)];

    public static IReadOnlyList<ProjectFile> Packages { get; } = [.. All.Where(project => project.Area == "src")];

    public IEnumerable<string> SourceFiles() =>
        System.IO.Directory.EnumerateFiles(Directory, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuildOutput(Path.GetRelativePath(Directory, file)))
            .Order(StringComparer.Ordinal);

    public static IReadOnlyList<string> Includes(string file, string element) =>
        [.. XDocument.Load(file).Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>()];

    private static IEnumerable<ProjectFile> ReadArea(string area) =>
        System.IO.Directory.EnumerateFiles(Repository.File(area), "*.csproj", SearchOption.AllDirectories)
            .Where(file => !IsBuildOutput(Path.GetRelativePath(Repository.Root, file)))
            .Select(file => Read(area, file));

    private static ProjectFile Read(string area, string file) => new()
    {
        Name = Path.GetFileNameWithoutExtension(file),
        Area = area,
        Directory = Path.GetDirectoryName(file)!,
        RootNamespace = XDocument.Load(file).Descendants("RootNamespace").SingleOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(file),
        ProjectReferences = [.. Includes(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
        PackageReferences = Includes(file, "PackageReference"),
        InternalsVisibleTo = Includes(file, "InternalsVisibleTo"),
    };

    private static bool IsBuildOutput(string path) => path.Split('/', '\\').Any(part => part is "bin" or "obj" or "node_modules");
}
