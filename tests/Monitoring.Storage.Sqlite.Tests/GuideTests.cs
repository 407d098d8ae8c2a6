using System.Text.RegularExpressions;
using Monitoring.Testing;

namespace Monitoring.Storage.Sqlite.Tests;

/// <summary>docs/storage-providers.md quotes what is there.</summary>
public sealed partial class GuideTests
{
    private static readonly string Root = FindRoot();

    private static readonly string Guide = File.ReadAllText(Path.Combine(Root, "docs", "storage-providers.md"));

    [Fact]
    public void Every_snippet_is_quoted_from_the_sample_or_its_tests()
    {
        string[] projects = [Path.Combine(Root, "samples", "Monitoring.Storage.Sqlite"), Path.Combine(Root, "tests", "Monitoring.Storage.Sqlite.Tests")];
        var sources = projects.SelectMany(project => Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => Lines(File.ReadAllText(file)))
            .ToList();

        var snippets = Snippet().Matches(Guide).Select(match => match.Groups["code"].Value).ToList();

        Assert.InRange(snippets.Count, 10, 100);
        Assert.DoesNotContain(snippets, snippet => !sources.Any(source => source.Contains(Lines(snippet), StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_fact_that_is_named_is_one_of_a_suite()
    {
        var facts = typeof(ConformanceSuites).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet();

        var named = Fact().Matches(Guide).Select(match => match.Groups["name"].Value).ToList();

        Assert.InRange(named.Count, 20, 200);
        Assert.DoesNotContain(named, name => !facts.Contains(name));
    }

    /// <summary>Without indentation, so that a quotation may begin anywhere.</summary>
    private static string Lines(string text) => string.Join('\n', text.Trim().Split('\n').Select(line => line.Trim()));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Monitoring.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("These tests run inside the repository.");
        }

        return directory.FullName;
    }

    [GeneratedRegex("^```(?:csharp|sql)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("`(?<name>[A-Z][a-z][A-Za-z]*_[A-Za-z_]+)`")]
    private static partial Regex Fact();
}
