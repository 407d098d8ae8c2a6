using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>An issue becomes two.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Unmerge_TheHashesOfAMerge_RestoresBothAsTheyWere()
    {
        var first = await OpenIssueAsync(_some.Full() with { Hashes = [SomeEvents.Hash(1)] });
        var second = await OpenIssueAsync(_some.Full() with { Hashes = [SomeEvents.Hash(2), SomeEvents.Hash(3)], Environment = "staging", UserHash = 1 });
        await AppendAsync(_some.Next(2), _some.Next(3));
        await SetStateAsync(second, Resolved);
        await ApplyAsync(second, new IssueChange.Assign { Assignee = "anna" });
        var (firstBefore, secondBefore) = (await GetAsync(first), await GetAsync(second));
        await ApplyAsync(first, new IssueChange.Merge { Sources = [second] });
        await ReopenAsync();

        var result = await ApplyAsync(first, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(3), SomeEvents.Hash(2)] });

        Assert.Equal(RenderErrors.IssueButVersion(firstBefore), RenderErrors.IssueButVersion(result.Issue!));
        Assert.Equal(RenderErrors.IssueButVersion(secondBefore), RenderErrors.IssueButVersion(result.Separated!));
        AssertSame(result.Issue!, await GetAsync(first));
        AssertSame(result.Separated!, await GetAsync(second));
        Assert.Equal(IssueUpdateOutcome.Conflict, (await UpdateAsync(second, new IssueChange.Assign { Assignee = null }, secondBefore.Version)).Outcome);
        AssertSame(result.Separated!, await Store.FindIssueByNumberAsync(Project, secondBefore.Number, Cancellation));
        Assert.Equal(3, (await EventsAsync(second)).Length);
        Assert.Single(await EventsAsync(first));
    }

    [Fact]
    public async Task Unmerge_SomeHashesOfAMerge_RestoresTheOldIdWithThem()
    {
        var first = await OpenIssueAsync(_some.Next(1));
        var second = await OpenIssueAsync(_some.Next(2, 3));
        await AppendAsync(_some.Next(3), _some.Next(3));
        await ApplyAsync(first, new IssueChange.Merge { Sources = [second] });

        var result = await ApplyAsync(first, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(3)] });

        Assert.Equal((second, 2L), (result.Separated!.Id, result.Separated.Count));
        Assert.Equal([SomeEvents.Hash(3)], result.Separated.Hashes);
        Assert.Equal((first, 2L), (result.Issue!.Id, result.Issue.Count));
    }

    [Fact]
    public async Task Unmerge_HashesThatWereNeverMerged_MakesANewIssue()
    {
        var id = await OpenIssueAsync(_some.Next(1, 2));
        await AppendAsync(_some.Next(2) with { Title = "second" });
        await SetStateAsync(id, Resolved);
        await ApplyAsync(id, new IssueChange.Assign { Assignee = "anna" });
        var before = await GetAsync(id);

        var result = await ApplyAsync(id, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });

        var separated = result.Separated!;
        Assert.NotEqual(id, separated.Id);
        Assert.NotEqual(before.Number, separated.Number);
        Assert.Equal(("second", 1L, Back, null), (separated.Title, separated.Count, Bare(separated.State), separated.Assignee));
        Assert.Equal((Resolved, "anna", 1L), (Bare(result.Issue!.State), result.Issue.Assignee, result.Issue.Count));
        AssertSame(separated, await Store.FindIssueByHashAsync(Project, SomeEvents.Hash(2), Cancellation));
    }

    [Fact]
    public async Task Unmerge_ThenEvents_CountWhereTheirHashIs()
    {
        var first = await OpenIssueAsync(_some.Next(1));
        var second = await OpenIssueAsync(_some.Next(2));
        await ApplyAsync(first, new IssueChange.Merge { Sources = [second] });
        var late = _some.Next(2);
        await AppendAsync(late);
        await ApplyAsync(first, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });

        var results = await AppendAsync(_some.Next(1), _some.Next(2));

        Assert.Equal([first, second], results.Select(result => result.IssueId));
        Assert.Equal((2L, 3L), ((await GetAsync(first)).Count, (await GetAsync(second)).Count));
        Assert.Equal(second, (await Store.GetEventAsync(Project, late.EventId, Cancellation))!.IssueId);
    }

    [Fact]
    public async Task Unmerge_AfterMergesInTurn_UndoesTheLast()
    {
        var ids = (await AppendAsync(_some.Next(1), _some.Next(2), _some.Next(3))).Select(result => result.IssueId).ToArray();
        await ApplyAsync(ids[1], new IssueChange.Merge { Sources = [ids[2]] });
        await ApplyAsync(ids[0], new IssueChange.Merge { Sources = [ids[1]] });

        var result = await ApplyAsync(ids[0], new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2), SomeEvents.Hash(3)] });

        Assert.Equal((ids[1], 2L), (result.Separated!.Id, result.Separated.Count));
        Assert.Equal(ids[1], (await GetAsync(ids[2])).Id);

        var further = await ApplyAsync(ids[1], new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(3)] });
        Assert.Equal(ids[2], further.Separated!.Id);
    }

    [Fact]
    public async Task Unmerge_AnIssueThatIsAlreadyRestored_MakesANewOne()
    {
        var first = await OpenIssueAsync(_some.Next(1));
        var second = await OpenIssueAsync(_some.Next(2, 3));
        await AppendAsync(_some.Next(3));
        await ApplyAsync(first, new IssueChange.Merge { Sources = [second] });
        await ApplyAsync(first, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });

        var result = await ApplyAsync(first, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(3)] });

        Assert.DoesNotContain(result.Separated!.Id, new[] { first, second });
    }

    [Fact]
    public async Task Unmerge_ForeignHashes_IsRefused()
    {
        var id = await OpenIssueAsync(_some.Next(1, 2));
        await AppendAsync(_some.Next(2), _some.Next(3), _some.Next(9) with { ProjectId = OtherProject });

        await AssertRefusedAsync(id, [SomeEvents.Hash(3)]);
        await AssertRefusedAsync(id, [SomeEvents.Hash(2), SomeEvents.Hash(3)]);
        await AssertRefusedAsync(id, [SomeEvents.Hash(9)]);
        await AssertRefusedAsync(id, [SomeEvents.Hash(77)]);
    }

    [Fact]
    public async Task Unmerge_LeavingOneSideWithoutEvents_IsRefused()
    {
        var id = await OpenIssueAsync(_some.Next(1, 2));

        await AssertRefusedAsync(id, [SomeEvents.Hash(1), SomeEvents.Hash(2)]);
        await AssertRefusedAsync(id, [SomeEvents.Hash(1)]);
        await AssertRefusedAsync(id, [SomeEvents.Hash(2)]);
    }

    private async ValueTask AssertRefusedAsync(IssueId id, GroupingHash[] hashes)
    {
        var before = await GetAsync(id);
        var transitions = await TransitionsAsync();

        var result = await UpdateAsync(id, new IssueChange.Unmerge { Hashes = [.. hashes] });

        Assert.Equal(IssueUpdateOutcome.Refused, result.Outcome);
        Assert.Null(result.Separated);
        AssertSame(before, await GetAsync(id));
        Assert.Equal(transitions.Length, (await TransitionsAsync()).Length);
    }
}
