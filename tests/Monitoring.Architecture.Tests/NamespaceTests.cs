using Monitoring.Architecture.Tests.Namespaces;

namespace Monitoring.Architecture.Tests;

/// <summary>Dependencies between the folders of a package run one way.</summary>
public sealed class NamespaceTests
{
    public static TheoryData<string> Packages => [.. ProjectFile.Packages.Select(package => package.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Folders_of_a_package_form_no_circle(string name)
    {
        var root = ProjectFile.Packages.Single(package => package.Name == name).RootNamespace;
        var uses = AssemblyUses.Read(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), root);

        var circle = Cycles.Find(uses);

        Assert.True(circle.Count == 0, string.Join(Environment.NewLine, ["These folders form a circle:", .. circle]));
    }

    [Fact]
    public void Read_UsesInSignaturesBodiesAndGenericArguments_FindsEach()
    {
        const string Root = "Monitoring.Architecture.Tests.Examples";

        var found = AssemblyUses.Read(typeof(NamespaceTests).Assembly.Location, Root).Select(use => $"{use.From[(Root.Length + 1)..]} {use.To[(Root.Length + 1)..]}").Order();

        Assert.Equal(["Bodies Signatures", "Generics Signatures", "Signatures Bodies"], found);
    }

    [Fact]
    public void Find_Circle_NamesItsUses()
    {
        NamespaceUse[] uses = [Use("a", "b"), Use("b", "c"), Use("c", "d"), Use("d", "b"), Use("a", "d")];

        var circle = Cycles.Find(uses);

        Assert.Equal(["b c", "c d", "d b"], circle.Select(use => $"{use.From} {use.To}").Order());
    }

    [Fact]
    public void Find_OneWay_IsEmpty()
    {
        Assert.Empty(Cycles.Find([Use("a", "b"), Use("b", "c"), Use("a", "c")]));
    }

    private static NamespaceUse Use(string from, string to) => new(from, to, from.ToUpperInvariant(), to.ToUpperInvariant());
}
