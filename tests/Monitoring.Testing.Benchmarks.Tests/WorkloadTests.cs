using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Benchmarks.Documents;
using Monitoring.Testing.Benchmarks.Errors;

namespace Monitoring.Testing.Benchmarks.Tests;

public sealed class WorkloadTests
{
    private static readonly DateTimeOffset Now = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);

    [Property(MaxTest = 20)]
    public void The_same_workload_is_the_same_data(int seed, PositiveInt issues)
    {
        var workload = new Workload { Events = 60, Issues = issues.Get, Documents = 20, PayloadBytes = 50, Seed = seed };

        Assert.Equal(Show(workload), Show(workload with { }));
    }

    [Property(MaxTest = 20)]
    public void Another_seed_is_other_data(int seed)
    {
        var workload = new Workload { Events = 60, Documents = 20, PayloadBytes = 50, Seed = seed };

        Assert.NotEqual(Show(workload), Show(workload with { Seed = unchecked(seed + 1) }));
    }

    [Property]
    public Property Each_issue_gets_the_share_that_the_skew_says() => Prop.ForAll(
        (from issues in Gen.Choose(1, 200) from tenths in Gen.Choose(0, 30) from seed in Gen.Choose(0, int.MaxValue) select (issues, Skew: tenths / 10.0, seed)).ToArbitrary(),
        drawn =>
        {
            const int Events = 4_000;
            var workload = new Workload { Events = Events, Issues = drawn.issues, Skew = drawn.Skew, PayloadBytes = 0, Seed = drawn.seed };

            var counts = new WorkloadEvents(workload, Now).Take(Events).CountBy(made => Assert.Single(made.Hashes)).ToDictionary();

            var sum = Enumerable.Range(1, drawn.issues).Sum(rank => Math.Pow(rank, -drawn.Skew));
            var shares = Enumerable.Range(0, drawn.issues).Select(issue => Math.Pow(issue + 1, -drawn.Skew) / sum).ToList();
            Assert.All(shares, (share, issue) =>
            {
                // Six standard deviations: of the 20,000 shares that a run looks at, none is as far off by chance.
                var allowed = (6 * Math.Sqrt(Events * share * (1 - share))) + 6;
                Assert.InRange(counts.GetValueOrDefault(WorkloadEvents.Hash(issue)), (Events * share) - allowed, (Events * share) + allowed);
            });
            Assert.Equal(Events, Enumerable.Range(0, drawn.issues).Sum(issue => counts.GetValueOrDefault(WorkloadEvents.Hash(issue))));
        });

    [Fact]
    public void Take_Hot_IsOfOneIssueAndOtherwiseAsTheOthers()
    {
        var events = new WorkloadEvents(new Workload { Events = 100, Issues = 50, Skew = 0 }, Now).TakeHot(100);

        Assert.All(events, made => Assert.Equal([WorkloadEvents.Hash(0)], made.Hashes));
        Assert.True(events.Select(made => made.UserHash).Distinct().Count() > 20);
    }

    [Fact]
    public void Take_MoreThanTheStoreHoldsAtFirst_GivesEachAnIdOfItsOwn()
    {
        var events = new WorkloadEvents(new Workload { Events = 10, PayloadBytes = 7 }, Now);

        var taken = events.Take(25).AddRange(events.TakeHot(25)).AddRange(events.Take(25));

        Assert.Equal(75, taken.Select(made => made.EventId).Distinct().Count());
        Assert.Equal(taken.OrderBy(made => made.ReceivedAt), taken);
        Assert.All(taken, made => Assert.Equal(7, made.Payload.Length));
        ErrorStoreArguments.Check(taken);
    }

    [Fact]
    public void Workload_OutOfRange_IsMisuse()
    {
        Assert.Equal("Events", Assert.Throws<ArgumentOutOfRangeException>(() => new Workload { Events = 0 }).ParamName);
        Assert.Equal("BatchSize", Assert.Throws<ArgumentOutOfRangeException>(() => new Workload { BatchSize = ErrorStoreLimits.BatchEvents + 1 }).ParamName);
        Assert.Equal("Issues", Assert.Throws<ArgumentOutOfRangeException>(() => new Workload { Issues = -1 }).ParamName);
        Assert.Equal("Skew", Assert.Throws<ArgumentOutOfRangeException>(() => new Workload { Skew = double.NaN }).ParamName);
        Assert.Equal("Skew", Assert.Throws<ArgumentOutOfRangeException>(() => new Workload { Skew = 10.1 }).ParamName);
        Assert.Equal("Documents", Assert.Throws<ArgumentOutOfRangeException>(() => new Workload { Documents = 0 }).ParamName);
        Assert.Equal("PayloadBytes", Assert.Throws<ArgumentOutOfRangeException>(() => new Workload { PayloadBytes = -1 }).ParamName);
    }

    /// <summary>All that a workload gives, as text.</summary>
    private static string Show(Workload workload)
    {
        var text = new StringBuilder();
        var events = new WorkloadEvents(workload, Now);
        foreach (var made in events.Take(80).AddRange(events.TakeHot(20)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{made with { Tags = [], Hashes = [] }} {string.Join(' ', made.Hashes)} {string.Join(' ', made.Tags)} {Convert.ToHexString(made.Payload.Span)}");
        }

        var documents = new WorkloadDocuments(workload, Now);
        text.AppendLine(JsonSerializer.Serialize(documents.All));
        text.AppendLine(JsonSerializer.Serialize(documents.Fill(0, 20).Timers));
        return text.Append(JsonSerializer.Serialize(documents.Change(3, 5).Signals)).ToString();
    }
}
