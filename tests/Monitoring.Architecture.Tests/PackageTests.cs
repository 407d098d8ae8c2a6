namespace Monitoring.Architecture.Tests;

/// <summary>What every package brings.</summary>
public sealed class PackageTests
{
    public static TheoryData<string> Packages => [.. ProjectFile.Packages.Select(package => package.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_a_readme_that_says_more_than_its_name(string name)
    {
        var readme = Path.Combine(Package(name).Directory, "README.md");

        Assert.True(File.Exists(readme), $"{readme} is missing");
        Assert.StartsWith($"# {name}\n", File.ReadAllText(readme), StringComparison.Ordinal);
        Assert.True(File.ReadLines(readme).Count(line => line.Length > 0) > 1, $"{readme} holds only a title");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_lists_its_public_api(string name)
    {
        Assert.All(
            ["PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt"],
            file => Assert.Equal("#nullable enable", File.ReadLines(Path.Combine(Package(name).Directory, file)).First()));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_its_tests(string name)
    {
        Assert.Contains(ProjectFile.All, project => project.Area == "tests" && project.Name == $"{name}.Tests" && project.ProjectReferences.Contains(name));
    }

    private static ProjectFile Package(string name) => ProjectFile.Packages.Single(package => package.Name == name);
}
