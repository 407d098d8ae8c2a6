using Monitoring.TestData;

namespace Monitoring.Architecture.Tests;

/// <summary>Who may know whom: docs/architecture.md.</summary>
public sealed class ReferenceTests
{
    /// <summary>Each allowed arrow between packages, once. A package that is not listed may reference nothing.</summary>
    private static readonly HashSet<(string From, string To)> Allowed =
    [
        ("Monitoring.Core", "Monitoring.Abstractions"),
        ("Monitoring.ErrorTracking", "Monitoring.Core"),
        ("Monitoring.Incidents", "Monitoring.Core"),
        ("Monitoring.Migrate", "Monitoring.Storage.LiteDb"),
        ("Monitoring.Migrate", "Monitoring.Storage.PostgreSql"),
        ("Monitoring.Storage.InMemory", "Monitoring.Abstractions"),
        ("Monitoring.Storage.LiteDb", "Monitoring.Abstractions"),
        ("Monitoring.Storage.PostgreSql", "Monitoring.Abstractions"),
        ("Monitoring.Testing", "Monitoring.Abstractions"),
        ("Monitoring.Testing", "Monitoring.Core"),
        ("Monitoring.Testing.Benchmarks", "Monitoring.Testing"),
        ("Monitoring.AspNetCore", "Monitoring.Core"),
        ("Monitoring.AspNetCore", "Monitoring.ErrorTracking"),
    ];

    /// <summary>Who besides a package's own tests may see its internals: benchmarks measure the hot paths from inside.</summary>
    private static readonly HashSet<(string Package, string Friend)> Friends =
    [
        ("Monitoring.ErrorTracking", "Monitoring.Benchmarks"),
        ("Monitoring.Storage.LiteDb", "Monitoring.Benchmarks"),
        ("Monitoring.Storage.PostgreSql", "Monitoring.Benchmarks"),
    ];

    [Fact]
    public void Packages_reference_only_what_the_architecture_allows()
    {
        var forbidden = ProjectFile.Packages
            .SelectMany(package => package.ProjectReferences.Select(to => (From: package.Name, To: to)))
            .Where(arrow => !Allowed.Contains(arrow))
            .Select(arrow => $"{arrow.From} -> {arrow.To}");

        Violations.AssertNone(forbidden);
    }

    [Fact]
    public void Every_allowed_arrow_is_used()
    {
        var used = ProjectFile.Packages.SelectMany(package => package.ProjectReferences.Select(to => (From: package.Name, To: to)));

        Violations.AssertNone(Allowed.Except(used).Select(arrow => $"{arrow.From} -> {arrow.To} is allowed and not used"));
    }

    [Fact]
    public void Test_projects_reference_packages_samples_and_test_data_but_no_other_tests()
    {
        var tests = ProjectFile.All.Where(project => project.Name.EndsWith(".Tests", StringComparison.Ordinal)).Select(project => project.Name).ToHashSet();
        var forbidden = ProjectFile.All
            .SelectMany(project => project.ProjectReferences.Where(tests.Contains).Select(to => $"{project.Name} -> {to}"));

        Violations.AssertNone(forbidden);
    }

    [Fact]
    public void A_provider_references_the_contracts_alone()
    {
        var providers = ProjectFile.All
            .Where(project => project.Name.StartsWith("Monitoring.Storage.", StringComparison.Ordinal) && !project.Name.EndsWith(".Tests", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(providers, provider => provider.Area == "samples");
        Assert.All(providers, provider => Assert.Equal(["Monitoring.Abstractions"], provider.ProjectReferences));
    }

    [Fact]
    public void Test_data_knows_no_provider_and_no_host()
    {
        var testData = Assert.Single(ProjectFile.All, project => project.Name == "Monitoring.TestData");

        Assert.Equal(["Monitoring.ErrorTracking"], testData.ProjectReferences);
    }

    [Fact]
    public void Internals_are_visible_to_own_tests_and_listed_friends_only()
    {
        var forbidden = ProjectFile.Packages
            .SelectMany(package => package.InternalsVisibleTo.Select(friend => (package.Name, friend)))
            .Where(pair => !Friends.Contains(pair))
            .Select(pair => $"{pair.Name} shows its internals to {pair.friend}");

        Violations.AssertNone(forbidden);
    }

    [Fact]
    public void Every_dependency_of_a_package_is_explained()
    {
        var explained = File.ReadLines(Repository.File("docs", "dependencies.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1])
            .ToHashSet();
        var shared = ProjectFile.Includes(Repository.File("src", "Directory.Build.props"), "PackageReference");
        var unexplained = ProjectFile.Packages.SelectMany(package => package.PackageReferences).Concat(shared).Distinct().Where(name => !explained.Contains(name));

        Violations.AssertNone(unexplained);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.File("Monitoring.sln"));

        Assert.All(ProjectFile.All, project => Assert.Contains($"{project.Name}.csproj", solution, StringComparison.Ordinal));
    }
}
