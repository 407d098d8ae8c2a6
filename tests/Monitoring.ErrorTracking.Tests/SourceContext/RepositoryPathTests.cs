using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.SourceContext;
using Monitoring.ErrorTracking.SourceContext.Storing;

namespace Monitoring.ErrorTracking.Tests.SourceContext;

public sealed class RepositoryPathTests
{
    private static readonly ImmutableArray<CodeMapping> Mappings =
    [
        new() { StackRoot = "", Repository = "https://git.example.com/all", Branch = "main" },
        new() { StackRoot = "src/", SourceRoot = "web/src/", Repository = "https://git.example.com/shop/", Branch = "release/1.4" },
        new() { StackRoot = "/app/", Repository = "https://github.com/shop/api", Branch = "main" },
    ];

    [Theory]
    [InlineData("src/bank.js", null, 8, "https://git.example.com/shop/-/blob/release/1.4/web/src/bank.js#L8")]
    [InlineData("bank.py", "/app/shop/bank.py", null, "https://github.com/shop/api/blob/main/shop/bank.py")]
    [InlineData("lib/a b#c.js", null, 1, "https://git.example.com/all/-/blob/main/lib/a%20b%23c.js#L1")]
    [InlineData("src\\till\\Bank.cs", null, 3, "https://git.example.com/shop/-/blob/release/1.4/web/src/till/Bank.cs#L3")]
    [InlineData("../../etc/passwd", null, 1, null)]
    [InlineData(null, null, 1, null)]
    public void A_frame_leads_to_its_line(string? file, string? path, int? line, string? expected)
    {
        var frame = new StackFrame { FileName = file, AbsolutePath = path, LineNumber = line };

        var found = RepositoryPaths.Find(Mappings, frame);

        Assert.Equal(expected, found is var (mapping, inside) ? RepositoryPaths.Link(mapping, inside, line) : null);
    }

    [Fact]
    public void The_frame_nearest_to_the_error_decides_and_then_the_newest_commit()
    {
        ReleaseCommit[] commits =
        [
            Commit("old", 1, "web/src/bank.js"),
            Commit("new", 3, "web/src/bank.js", "docs/x.md"),
            Commit("newest", 9, "web/src/shop.js", "xsrc/bank.js"),
        ];

        var suspect = SuspectCommits.Find(["src/bank.js", "src/shop.js"], [.. commits], "shop@1.0.0")!;
        var other = SuspectCommits.Find(["src/till.js", "src/shop.js"], [.. commits], "shop@1.0.0")!;

        Assert.Equal(("new", "web/src/bank.js", 0), (suspect.Commit.Id, suspect.File, suspect.Depth));
        Assert.Equal(("newest", 1), (other.Commit.Id, other.Depth));
        Assert.Null(SuspectCommits.Find(["src/none.js"], [.. commits], "shop@1.0.0"));
    }

    private static ReleaseCommit Commit(string id, int day, params string[] files) =>
        new() { Id = id, Timestamp = new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero), Files = [.. files] };
}
