using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class IssueFilterTests
{
    private static readonly IssueRow Row = new()
    {
        Id = new IssueId(1),
        ProjectId = new ProjectId(1),
        Number = 1,
        Title = "TimeoutError: Нет ответа",
        Culprit = "shop.cart in add",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "python",
        State = IssueState.Opened,
        Count = 1,
        UserCount = 1,
        FirstSeen = default,
        LastSeen = default,
        Environments = ["", "production"],
        Services = ["cart"],
        Releases = ["shop@1"],
        Hashes = [],
        Version = 1,
    };

    public static TheoryData<IssueFilter, bool> Leaves => new()
    {
        { new IssueFilter.HasStatus { Status = IssueStatus.Unresolved }, true },
        { new IssueFilter.HasStatus { Status = IssueStatus.Resolved }, false },
        { new IssueFilter.HasLevel { Level = ErrorLevel.Error }, true },
        { new IssueFilter.HasLevel { Level = ErrorLevel.Fatal }, false },
        { new IssueFilter.InEnvironment { Environment = "production" }, true },
        { new IssueFilter.InEnvironment { Environment = "" }, true },
        { new IssueFilter.InEnvironment { Environment = "Production" }, false },
        { new IssueFilter.InService { Service = "cart" }, true },
        { new IssueFilter.InService { Service = "car" }, false },
        { new IssueFilter.InRelease { Release = "shop@1" }, true },
        { new IssueFilter.InRelease { Release = "shop@2" }, false },
        { new IssueFilter.ContainsText { Text = "timeouterror" }, true },
        { new IssueFilter.ContainsText { Text = "НЕТ" }, true },
        { new IssueFilter.ContainsText { Text = "CART IN" }, true },
        { new IssueFilter.ContainsText { Text = "" }, true },
        { new IssueFilter.ContainsText { Text = "python" }, false },
        { new IssueFilter.HasTag { Key = "os", Value = "Linux" }, true },
        { new IssueFilter.HasTag { Key = "os", Value = "linux" }, false },
    };

    private static Gen<IssueFilter> Filters => Gen.Elements(Leaves.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Leaves), DisableDiscoveryEnumeration = true)]
    public void Matches_EachCondition_MeansWhatItSays(IssueFilter filter, bool expected) => Assert.Equal(expected, Matches(filter));

    [Fact]
    public void Matches_NoConditions_IsAllOrNothing()
    {
        Assert.True(Matches(new IssueFilter.All { Filters = [] }));
        Assert.False(Matches(new IssueFilter.Any { Filters = [] }));
    }

    [Property]
    public Property Combinations_are_those_of_logic() => Prop.ForAll(Gen.ArrayOf(Filters).ToArbitrary(), filters =>
        Matches(new IssueFilter.All { Filters = [.. filters] }) == filters.All(Matches)
        && Matches(new IssueFilter.Any { Filters = [.. filters] }) == filters.Any(Matches)
        && filters.All(filter => Matches(new IssueFilter.Not { Filter = filter }) != Matches(filter)));

    private static bool Matches(IssueFilter filter) => filter.Matches(Row, (key, value) => key == "os" && value.Matches("Linux"));
}
