using System.Text.RegularExpressions;
using Monitoring.TestData;

namespace Monitoring.Architecture.Tests;

/// <summary>How a source file of a package looks: folder = namespace, one public type, named like the file.</summary>
public sealed partial class SourceFileTests
{
    /// <summary>Extension methods live where the caller already has a using, whatever folder holds them.</summary>
    private static readonly HashSet<string> ExtensionNamespaces = ["Microsoft.Extensions.DependencyInjection", "Microsoft.AspNetCore.Builder"];

    public static TheoryData<string> Packages => [.. ProjectFile.Packages.Select(package => package.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_namespace_is_file_scoped_and_named_like_its_folder(string name)
    {
        var wrong = Sources(name)
            .Where(source => NamespaceOf(source.Text) is not { } found || (found != source.Namespace && !ExtensionNamespaces.Contains(found)))
            .Select(source => $"{source.Path}: expected 'namespace {source.Namespace};', found '{NamespaceOf(source.Text)}'");

        Violations.AssertNone(wrong);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_file_holds_at_most_one_public_type_and_bears_its_name(string name)
    {
        var wrong = Sources(name)
            .Select(source => (source.Path, Types: PublicType().Matches(source.Text).Select(match => match.Groups["name"].Value).Distinct().ToArray()))
            .Where(file => file.Types.Length > 1 || file.Types.Any(type => !IsNamedLike(file.Path, type)))
            .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}");

        Violations.AssertNone(wrong);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_file_has_no_regions_and_no_switched_off_warnings(string name)
    {
        var wrong = Sources(name).Where(source => Directive().IsMatch(source.Text)).Select(source => source.Path);

        Violations.AssertNone(wrong);
    }

    // SignalType.cs and, for the generic type of the same name, SignalTypeOfT.cs.
    private static bool IsNamedLike(string file, string type) => Path.GetFileName(file).Split('.')[0] is var name && (name == type || name == type + "OfT");

    private static string? NamespaceOf(string text) => FileScopedNamespace().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    private static IEnumerable<(string Path, string Namespace, string Text)> Sources(string name)
    {
        var package = ProjectFile.Packages.Single(package => package.Name == name);
        foreach (var file in package.SourceFiles().Where(file => Path.GetFileName(file) is not ("AssemblyInfo.cs" or "GlobalUsings.cs")))
        {
            var folders = Path.GetRelativePath(package.Directory, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar);
            var expected = string.Join('.', [package.RootNamespace, .. folders.Where(folder => folder != ".")]);
            yield return (Path.GetRelativePath(Repository.Root, file), expected, File.ReadAllText(file));
        }
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex FileScopedNamespace();

    // With a file-scoped namespace a type at the top level begins in the first column.
    [GeneratedRegex(@"^public [\w ]*?\b(?:class|record struct|record|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*#(?:region|pragma warning disable)", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
